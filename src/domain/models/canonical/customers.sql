-- model:  customers
-- kind:   mart
-- about:  Buyers that can be told apart: one row for each platform account, never a guess from a mask.
-- grain:  customer_key
-- in:     orders
-- out:    customer_key VARCHAR
-- out:    platform VARCHAR
-- out:    shop_id VARCHAR            -- of the first order
-- out:    first_order_at TIMESTAMP   -- first paid order
-- out:    last_order_at TIMESTAMP
-- out:    orders_cnt INTEGER         -- paid orders
-- out:    paid_total DECIMAL(18,4)   -- in the currency of the orders
-- out:    refunded_total DECIMAL(18,4)
-- out:    province VARCHAR           -- of the latest order
SELECT
  customer_key,
  min(platform) AS platform,
  arg_min(shop_id, (paid_at, order_id)) AS shop_id,
  min(paid_at) AS first_order_at,
  max(paid_at) AS last_order_at,
  count(*)::INTEGER AS orders_cnt,
  sum(buyer_paid_amount)::DECIMAL(18,4) AS paid_total,
  coalesce(sum(refunded_amount), 0)::DECIMAL(18,4) AS refunded_total,
  arg_max(province, (paid_at, order_id)) AS province
FROM orders
WHERE is_paid AND customer_key IS NOT NULL
GROUP BY customer_key
