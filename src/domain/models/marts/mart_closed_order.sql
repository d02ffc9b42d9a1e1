-- model:  mart_closed_order
-- kind:   mart
-- about:  Paid orders that were closed: whether that was before shipping, where the file lets one tell.
-- grain:  order_hash
-- in:     orders
-- in:     order_lines
-- out:    order_hash BIGINT
-- out:    is_cancelled BOOLEAN   -- null: the file neither names the stage nor states when anything was shipped
WITH closed AS (
  SELECT (hash(shop_id, order_id) >> 1)::BIGINT AS order_hash, status_raw, shipped_at, src_file_id
  FROM orders
  WHERE is_paid AND status IN ('closed', 'closed_refunded')
), shipped AS (
  SELECT (hash(shop_id, order_id) >> 1)::BIGINT AS order_hash, src_file_id
  FROM order_lines
  WHERE shipped_at IS NOT NULL OR tracking_no IS NOT NULL
), shipped_lines AS (
  SELECT c.order_hash
  FROM closed c
  SEMI JOIN shipped s ON s.order_hash = c.order_hash
), shipping_files AS (
  SELECT src_file_id FROM orders WHERE shipped_at IS NOT NULL GROUP BY src_file_id
  UNION
  SELECT src_file_id FROM shipped GROUP BY src_file_id
)
SELECT
  c.order_hash,
  CASE
    WHEN c.shipped_at IS NOT NULL OR s.order_hash IS NOT NULL THEN false
    -- The raw status of some platforms names the stage at which the order was closed (京东, 拼多多, Amazon).
    WHEN regexp_matches(c.status_raw, '已发货|等待确认收货|Shipped') THEN false
    WHEN regexp_matches(c.status_raw, '未发货|待发货|等待出库|暂停|锁定') THEN true
    WHEN f.src_file_id IS NOT NULL THEN true
  END AS is_cancelled
FROM closed c
LEFT JOIN shipped_lines s ON s.order_hash = c.order_hash
LEFT JOIN shipping_files f ON f.src_file_id = c.src_file_id
