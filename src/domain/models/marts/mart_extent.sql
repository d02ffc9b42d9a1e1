-- model:  mart_extent
-- kind:   mart
-- about:  How far the data of each shop reaches, and how many of its orders state what metrics need.
-- grain:  shop_id, currency
-- in:     orders
-- in:     mart_sales_day
-- in:     mart_slice
-- out:    shop_id VARCHAR
-- out:    platform VARCHAR
-- out:    currency VARCHAR
-- out:    first_day DATE
-- out:    last_day DATE
-- out:    last_event_at TIMESTAMP
-- out:    placed_orders INTEGER
-- out:    payable_orders INTEGER
-- out:    paid_orders INTEGER
-- out:    paid_amount_orders INTEGER
-- out:    refund_orders INTEGER
-- out:    receivable_orders INTEGER
-- out:    item_orders INTEGER
-- out:    stage_orders INTEGER
-- out:    buyer_orders INTEGER
WITH events AS (
  SELECT
    shop_id,
    platform,
    currency,
    greatest(max(created_at), max(paid_at), max(shipped_at), max(completed_at), max(closed_at)) AS last_event_at
  FROM orders
  GROUP BY shop_id, platform, currency
), reach AS (
  SELECT
    s.shop_id,
    s.platform,
    s.currency,
    min(m.day) AS first_day,
    max(m.day) AS last_day,
    coalesce(sum(m.orders) FILTER (WHERE m.basis = 'placed'), 0)::INTEGER AS placed_orders,
    sum(m.payable_orders)::INTEGER AS payable_orders,
    coalesce(sum(m.orders) FILTER (WHERE m.basis = 'paid'), 0)::INTEGER AS paid_orders,
    sum(m.paid_amount_orders)::INTEGER AS paid_amount_orders,
    sum(m.refund_orders)::INTEGER AS refund_orders,
    sum(m.receivable_orders)::INTEGER AS receivable_orders,
    sum(m.item_orders)::INTEGER AS item_orders,
    sum(m.stage_orders)::INTEGER AS stage_orders,
    sum(m.buyer_orders)::INTEGER AS buyer_orders
  FROM mart_sales_day m
  JOIN mart_slice s ON s.slice_no = m.slice_no
  GROUP BY s.shop_id, s.platform, s.currency
)
SELECT
  r.shop_id,
  r.platform,
  r.currency,
  r.first_day,
  r.last_day,
  e.last_event_at,
  r.placed_orders,
  r.payable_orders,
  r.paid_orders,
  r.paid_amount_orders,
  r.refund_orders,
  r.receivable_orders,
  r.item_orders,
  r.stage_orders,
  r.buyer_orders
FROM reach r
JOIN events e ON e.shop_id = r.shop_id AND e.platform = r.platform AND e.currency = r.currency
