-- model:  mart_sales_region
-- kind:   mart
-- about:  Amounts, orders and refunds by business day, shop and province.
-- grain:  basis, day, slice_no
-- in:     mart_order_fact
-- in:     mart_slice
-- out:    basis VARCHAR                   -- paid | placed
-- out:    day DATE                        -- business day
-- out:    slice_no INTEGER                -- region_slice of mart_slice
-- out:    orders INTEGER
-- out:    payable_amount DECIMAL(18,4)
-- out:    payable_orders INTEGER          -- orders that state it
-- out:    paid_amount DECIMAL(18,4)
-- out:    paid_amount_orders INTEGER      -- orders that state it
-- out:    refund_base_amount DECIMAL(18,4) -- paid amount of orders whose refunds are known
-- out:    refunded_amount DECIMAL(18,4)
-- out:    refund_orders INTEGER           -- orders whose refunds are known
-- out:    refunded_orders INTEGER         -- orders with a refund
SELECT
  'paid' AS basis,
  f.paid_day AS day,
  s.region_slice AS slice_no,
  count(*)::INTEGER AS orders,
  0::DECIMAL(18,4) AS payable_amount,
  0::INTEGER AS payable_orders,
  coalesce(sum(f.paid_amount), 0)::DECIMAL(18,4) AS paid_amount,
  count(f.paid_amount)::INTEGER AS paid_amount_orders,
  coalesce(sum(f.paid_amount) FILTER (WHERE f.refunded_amount IS NOT NULL), 0)::DECIMAL(18,4) AS refund_base_amount,
  coalesce(sum(f.refunded_amount), 0)::DECIMAL(18,4) AS refunded_amount,
  count(f.refunded_amount)::INTEGER AS refund_orders,
  count(*) FILTER (WHERE f.refunded_amount > 0)::INTEGER AS refunded_orders
FROM mart_order_fact f
JOIN mart_slice s ON s.slice_no = f.slice_no
WHERE f.is_paid
GROUP BY f.paid_day, s.region_slice
UNION ALL
SELECT
  'placed' AS basis,
  f.placed_day AS day,
  s.region_slice AS slice_no,
  count(*)::INTEGER AS orders,
  coalesce(sum(f.payable_amount), 0)::DECIMAL(18,4) AS payable_amount,
  count(f.payable_amount)::INTEGER AS payable_orders,
  0::DECIMAL(18,4) AS paid_amount,
  0::INTEGER AS paid_amount_orders,
  0::DECIMAL(18,4) AS refund_base_amount,
  0::DECIMAL(18,4) AS refunded_amount,
  0::INTEGER AS refund_orders,
  0::INTEGER AS refunded_orders
FROM mart_order_fact f
JOIN mart_slice s ON s.slice_no = f.slice_no
GROUP BY f.placed_day, s.region_slice
