-- model:  resolve_gifts
-- kind:   step
-- about:  Free items stated in extra columns of a row → order line versions of their own, worth nothing.
-- grain:  shop_id, order_id, line_id
-- in:     stg_rows, order_versions
-- param:  authority INTEGER
-- param:  src_file_id VARCHAR
SELECT
  o.shop_id,
  r.order_id,
  r.order_id || '#gift' || r.src_row AS line_id,
  r.gift_product_id AS product_id,
  r.gift_merchant_sku_code AS merchant_sku_code,
  r.gift_title AS title,
  r.gift_sku_text AS sku_text,
  coalesce(r.gift_qty, 1) AS qty,
  0 AS unit_list_price,
  0 AS list_amount,
  0 AS payable_amount,
  0 AS buyer_paid_amount,
  0 AS refunded_amount,
  'stated' AS line_amount_source,
  r.status AS status_raw,
  CASE WHEN o.status = 'closed' THEN 'closed_unpaid' ELSE o.status END AS status,
  true AS is_gift,
  r.shipped_at,
  r.carrier,
  r.tracking_no,
  r.warehouse,
  $src_file_id AS src_file_id,
  r.src_row,
  $authority AS authority,
  true AS is_current
FROM stg_rows r
JOIN order_versions o ON o.src_file_id = $src_file_id AND o.order_id = r.order_id
WHERE r.verdict IS NULL AND r.gift_title IS NOT NULL
