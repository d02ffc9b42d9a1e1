-- model:  mart_sales_hour
-- kind:   mart
-- about:  Amounts and orders by hour and shop.
-- grain:  basis, day, hour, slice_no
-- in:     mart_order_fact
-- in:     mart_slice
-- out:    basis VARCHAR                   -- paid | placed
-- out:    day DATE                        -- business day
-- out:    hour INTEGER                    -- hours of the wall clock since 1970
-- out:    slice_no INTEGER                -- shop_slice of mart_slice
-- out:    orders INTEGER
-- out:    payable_amount DECIMAL(18,4)
-- out:    payable_orders INTEGER          -- orders that state it
-- out:    paid_amount DECIMAL(18,4)
-- out:    paid_amount_orders INTEGER      -- orders that state it
SELECT
  'paid' AS basis,
  f.paid_day AS day,
  f.paid_hour AS hour,
  s.shop_slice AS slice_no,
  count(*)::INTEGER AS orders,
  0::DECIMAL(18,4) AS payable_amount,
  0::INTEGER AS payable_orders,
  coalesce(sum(f.paid_amount), 0)::DECIMAL(18,4) AS paid_amount,
  count(f.paid_amount)::INTEGER AS paid_amount_orders
FROM mart_order_fact f
JOIN mart_slice s ON s.slice_no = f.slice_no
WHERE f.is_paid
GROUP BY f.paid_day, f.paid_hour, s.shop_slice
UNION ALL
SELECT
  'placed' AS basis,
  f.placed_day AS day,
  f.placed_hour AS hour,
  s.shop_slice AS slice_no,
  count(*)::INTEGER AS orders,
  coalesce(sum(f.payable_amount), 0)::DECIMAL(18,4) AS payable_amount,
  count(f.payable_amount)::INTEGER AS payable_orders,
  0::DECIMAL(18,4) AS paid_amount,
  0::INTEGER AS paid_amount_orders
FROM mart_order_fact f
JOIN mart_slice s ON s.slice_no = f.slice_no
GROUP BY f.placed_day, f.placed_hour, s.shop_slice
