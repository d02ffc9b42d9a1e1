-- model:  note_refund_inferred
-- kind:   step
-- grain:  src_row
-- about:  Refund amounts the file does not state and its states imply.
-- in:     stg_rows, stg_orders, stg_vocabulary, order_versions
-- param:  has_refund BOOLEAN
-- param:  refund_in_full BOOLEAN
-- param:  refund_in_full_when_closed BOOLEAN
-- param:  header_status VARCHAR
-- param:  header_refund_status VARCHAR
-- param:  src_file_id VARCHAR
-- out:    src_row BIGINT
-- out:    column_name VARCHAR
-- out:    severity VARCHAR
-- out:    code VARCHAR
-- out:    raw_value VARCHAR
-- out:    message VARCHAR
SELECT
  r.src_row,
  $header_refund_status AS column_name,
  'note' AS severity,
  'refund_inferred' AS code,
  NULL::VARCHAR AS raw_value,
  '' AS message
FROM stg_rows r
JOIN stg_vocabulary v ON v.kind = 'refund' AND v.raw = r.refund_status
JOIN order_versions o ON o.src_file_id = $src_file_id AND o.order_id = r.order_id
WHERE r.verdict IS NULL AND $refund_in_full AND NOT $has_refund AND v.canonical = 'refunded' AND o.refunded_amount > 0
UNION ALL
SELECT
  o.src_row,
  $header_status,
  'note',
  'refund_inferred',
  NULL,
  ''
FROM order_versions o
JOIN stg_orders d ON d.order_id = o.order_id
WHERE o.src_file_id = $src_file_id
  AND $refund_in_full_when_closed
  AND o.status = 'closed_refunded'
  AND o.refunded_amount > 0
  AND coalesce(d.refunded_amount, 0) = 0
  AND NOT ($refund_in_full AND coalesce(d.refunded_lines_amount, 0) > 0)
