-- model:  judge_required
-- kind:   step
-- grain:  src_row
-- about:  Rows that lack their number or the time they were placed: nothing can be counted for them.
-- in:     stg_rows
-- param:  header_order_id VARCHAR
-- param:  header_created_at VARCHAR
-- param:  requires_created_at BOOLEAN
-- out:    src_row BIGINT
-- out:    column_name VARCHAR
-- out:    severity VARCHAR
-- out:    code VARCHAR
-- out:    raw_value VARCHAR
-- out:    message VARCHAR
SELECT
  src_row,
  CASE WHEN order_id IS NULL THEN $header_order_id ELSE $header_created_at END AS column_name,
  'refused' AS severity,
  'required_missing' AS code,
  NULL::VARCHAR AS raw_value,
  '' AS message
FROM stg_rows
WHERE verdict IS NULL
  AND (order_id IS NULL OR ($requires_created_at AND created_at IS NULL))
