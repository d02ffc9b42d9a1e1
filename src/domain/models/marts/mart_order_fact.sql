-- model:  mart_order_fact
-- kind:   mart
-- about:  One narrow row for each order: numbers instead of texts, business days instead of moments.
-- grain:  order_no
-- in:     orders
-- in:     order_lines
-- in:     shop
-- in:     mart_buyer
-- in:     mart_slice
-- in:     mart_closed_order
-- out:    order_no INTEGER
-- out:    order_hash BIGINT                -- 63 bits of shop and order id, by which lines find their order
-- out:    slice_no INTEGER
-- out:    buyer_no INTEGER                 -- null where the file carries no buyer
-- out:    first_day DATE                   -- of the buyer
-- out:    placed_day DATE                  -- business day
-- out:    placed_hour INTEGER              -- hours of the wall clock since 1970
-- out:    paid_day DATE                    -- null when not paid
-- out:    paid_hour INTEGER
-- out:    is_paid BOOLEAN
-- out:    payable_amount DECIMAL(18,4)
-- out:    paid_amount DECIMAL(18,4)
-- out:    refunded_amount DECIMAL(18,4)    -- null where the file cannot say
-- out:    receivable_amount DECIMAL(18,4)
-- out:    item_qty DECIMAL(18,3)           -- gifts left out
-- out:    is_cancelled BOOLEAN             -- closed before shipping; null where that cannot be told
WITH gift_orders AS (
  SELECT DISTINCT (hash(shop_id, order_id) >> 1)::BIGINT AS order_hash
  FROM order_lines
  WHERE is_gift
), bought AS (
  -- Whether an order's own quantity counts its gifts depends on the layout; its lines say it surely.
  SELECT g.order_hash, sum(l.qty) FILTER (WHERE NOT l.is_gift) AS bought_qty
  FROM order_lines l
  JOIN gift_orders g ON g.order_hash = (hash(l.shop_id, l.order_id) >> 1)::BIGINT
  GROUP BY g.order_hash
), clocks AS (
  SELECT
    o.is_paid,
    o.status,
    o.payable_amount,
    o.buyer_paid_amount,
    CASE WHEN o.refund_stated IS DISTINCT FROM false THEN o.refunded_amount END AS refunded_amount,
    o.merchant_receivable_amount,
    o.item_qty,
    coalesce(o.created_at, o.paid_at) AS placed_clock,
    CASE WHEN o.is_paid THEN coalesce(o.paid_at, o.created_at) END AS paid_clock,
    to_hours(coalesce(s.day_cut_hour, 0)) AS cut,
    (hash(o.shop_id, o.order_id) >> 1)::BIGINT AS order_hash,
    (hash(o.shop_id, o.platform, o.province, o.status, o.currency) >> 1)::BIGINT AS slice_hash,
    CASE WHEN o.customer_key IS NOT NULL THEN (hash(o.customer_key) >> 1)::BIGINT END AS buyer_hash
  FROM orders o
  LEFT JOIN shop s ON s.shop_id = o.shop_id
)
SELECT
  (row_number() OVER ())::INTEGER AS order_no,
  o.order_hash,
  d.slice_no + CASE
    WHEN o.buyer_hash IS NULL THEN 2
    WHEN (coalesce(o.paid_clock, o.placed_clock) - o.cut)::DATE > b.first_day THEN 1
    ELSE 0
  END AS slice_no,
  b.buyer_no,
  b.first_day,
  (o.placed_clock - o.cut)::DATE AS placed_day,
  ((o.placed_clock::DATE - DATE '1970-01-01') * 24 + hour(o.placed_clock))::INTEGER AS placed_hour,
  (o.paid_clock - o.cut)::DATE AS paid_day,
  ((o.paid_clock::DATE - DATE '1970-01-01') * 24 + hour(o.paid_clock))::INTEGER AS paid_hour,
  coalesce(o.is_paid, false) AS is_paid,
  o.payable_amount,
  o.buyer_paid_amount AS paid_amount,
  o.refunded_amount,
  o.merchant_receivable_amount AS receivable_amount,
  (CASE WHEN g.order_hash IS NULL THEN o.item_qty ELSE coalesce(g.bought_qty, 0) END)::DECIMAL(18,3) AS item_qty,
  CASE
    WHEN o.status IN ('closed', 'closed_refunded') THEN c.is_cancelled
    WHEN o.status <> 'unknown' THEN false
  END AS is_cancelled
FROM clocks o
JOIN mart_slice d ON d.slice_hash = o.slice_hash AND d.buyer_type = 'new'
LEFT JOIN mart_buyer b ON b.buyer_hash = o.buyer_hash
LEFT JOIN mart_closed_order c ON c.order_hash = o.order_hash
LEFT JOIN bought g ON g.order_hash = o.order_hash
