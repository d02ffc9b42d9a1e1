-- model:  mart_sales_day
-- kind:   mart
-- about:  Every measure by business day, shop, order status and kind of buyer.
-- grain:  basis, day, slice_no
-- in:     mart_order_fact
-- in:     mart_slice
-- out:    basis VARCHAR                   -- paid | placed
-- out:    day DATE                        -- business day
-- out:    slice_no INTEGER                -- state_slice of mart_slice
-- out:    orders INTEGER
-- out:    payable_amount DECIMAL(18,4)
-- out:    payable_orders INTEGER          -- orders that state it
-- out:    paid_amount DECIMAL(18,4)
-- out:    paid_amount_orders INTEGER      -- orders that state it
-- out:    refund_base_amount DECIMAL(18,4) -- paid amount of orders whose refunds are known
-- out:    refunded_amount DECIMAL(18,4)
-- out:    refund_orders INTEGER           -- orders whose refunds are known
-- out:    refunded_orders INTEGER         -- orders with a refund
-- out:    receivable_amount DECIMAL(18,4)
-- out:    receivable_orders INTEGER
-- out:    item_base_amount DECIMAL(18,4)  -- paid amount of orders whose quantity is known
-- out:    item_qty DECIMAL(18,3)          -- gifts left out
-- out:    item_orders INTEGER
-- out:    stage_orders INTEGER            -- orders of which it is known whether they were closed before shipping
-- out:    cancelled_orders INTEGER        -- paid, and closed before shipping
-- out:    buyer_amount DECIMAL(18,4)      -- paid amount of orders with a buyer
-- out:    buyer_orders INTEGER
SELECT
  'paid' AS basis,
  f.paid_day AS day,
  s.state_slice AS slice_no,
  count(*)::INTEGER AS orders,
  0::DECIMAL(18,4) AS payable_amount,
  0::INTEGER AS payable_orders,
  coalesce(sum(f.paid_amount), 0)::DECIMAL(18,4) AS paid_amount,
  count(f.paid_amount)::INTEGER AS paid_amount_orders,
  coalesce(sum(f.paid_amount) FILTER (WHERE f.refunded_amount IS NOT NULL), 0)::DECIMAL(18,4) AS refund_base_amount,
  coalesce(sum(f.refunded_amount), 0)::DECIMAL(18,4) AS refunded_amount,
  count(f.refunded_amount)::INTEGER AS refund_orders,
  count(*) FILTER (WHERE f.refunded_amount > 0)::INTEGER AS refunded_orders,
  coalesce(sum(f.receivable_amount), 0)::DECIMAL(18,4) AS receivable_amount,
  count(f.receivable_amount)::INTEGER AS receivable_orders,
  coalesce(sum(f.paid_amount) FILTER (WHERE f.item_qty IS NOT NULL), 0)::DECIMAL(18,4) AS item_base_amount,
  coalesce(sum(f.item_qty), 0)::DECIMAL(18,3) AS item_qty,
  count(f.item_qty)::INTEGER AS item_orders,
  count(f.is_cancelled)::INTEGER AS stage_orders,
  count(*) FILTER (WHERE f.is_cancelled)::INTEGER AS cancelled_orders,
  coalesce(sum(f.paid_amount) FILTER (WHERE f.buyer_no IS NOT NULL), 0)::DECIMAL(18,4) AS buyer_amount,
  count(f.buyer_no)::INTEGER AS buyer_orders
FROM mart_order_fact f
JOIN mart_slice s ON s.slice_no = f.slice_no
WHERE f.is_paid
GROUP BY f.paid_day, s.state_slice
UNION ALL
SELECT
  'placed' AS basis,
  f.placed_day AS day,
  s.state_slice AS slice_no,
  count(*)::INTEGER AS orders,
  coalesce(sum(f.payable_amount), 0)::DECIMAL(18,4) AS payable_amount,
  count(f.payable_amount)::INTEGER AS payable_orders,
  0::DECIMAL(18,4) AS paid_amount,
  0::INTEGER AS paid_amount_orders,
  0::DECIMAL(18,4) AS refund_base_amount,
  0::DECIMAL(18,4) AS refunded_amount,
  0::INTEGER AS refund_orders,
  0::INTEGER AS refunded_orders,
  0::DECIMAL(18,4) AS receivable_amount,
  0::INTEGER AS receivable_orders,
  0::DECIMAL(18,4) AS item_base_amount,
  0::DECIMAL(18,3) AS item_qty,
  0::INTEGER AS item_orders,
  0::INTEGER AS stage_orders,
  0::INTEGER AS cancelled_orders,
  0::DECIMAL(18,4) AS buyer_amount,
  0::INTEGER AS buyer_orders
FROM mart_order_fact f
JOIN mart_slice s ON s.slice_no = f.slice_no
GROUP BY f.placed_day, s.state_slice
