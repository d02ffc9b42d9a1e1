-- model:  judge_status
-- kind:   step
-- grain:  src_row
-- about:  Status words this layout is not known to use; the rows stay, as unknown.
-- in:     stg_rows, stg_vocabulary
-- param:  header_status VARCHAR
-- param:  header_refund_status VARCHAR
-- out:    src_row BIGINT
-- out:    column_name VARCHAR
-- out:    severity VARCHAR
-- out:    code VARCHAR
-- out:    raw_value VARCHAR
-- out:    message VARCHAR
SELECT
  r.src_row,
  CASE v.kind WHEN 'refund' THEN $header_refund_status ELSE $header_status END AS column_name,
  'warning' AS severity,
  CASE v.kind WHEN 'refund' THEN 'refund_status_unknown' ELSE 'status_unknown' END AS code,
  CASE WHEN length(v.raw) <= 20 THEN regexp_replace(v.raw, '[0-9]', '9', 'g') END AS raw_value,
  '' AS message
FROM stg_rows r
JOIN stg_vocabulary v
  ON (v.kind = 'status' AND v.raw = r.status)
  OR (v.kind = 'refund' AND v.raw = r.refund_status)
WHERE r.verdict IS NULL AND v.canonical = 'unknown'
