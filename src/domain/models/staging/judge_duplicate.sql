-- model:  judge_duplicate
-- kind:   step
-- grain:  src_row
-- about:  Rows that say again what another row of the file says: of equal rows the first counts, of different ones the last.
-- in:     stg_rows
-- param:  duplicate_key VARCHAR        -- row | line | order | none
-- out:    src_row BIGINT
-- out:    column_name VARCHAR
-- out:    severity VARCHAR
-- out:    code VARCHAR
-- out:    raw_value VARCHAR
-- out:    message VARCHAR
WITH keyed AS (
  SELECT
    src_row,
    CASE $duplicate_key WHEN 'row' THEN row_hash WHEN 'line' THEN order_id || chr(31) || line_id WHEN 'order' THEN order_id END AS key
  FROM stg_rows
  WHERE verdict IS NULL AND $duplicate_key <> 'none'
), repeated AS (
  SELECT key
  FROM keyed
  WHERE key IS NOT NULL
  GROUP BY key
  HAVING count(*) > 1
), versions AS (
  SELECT
    k.src_row,
    k.key,
    md5(CAST(struct_pack(a := r.status, b := r.refund_status, c := r.buyer_paid_amount, d := r.payable_amount, e := r.refunded_amount,
      f := r.shipped_at, g := r.completed_at, h := r.paid_at, i := r.qty, j := r.tracking_no) AS VARCHAR)) AS content
  FROM keyed k
  JOIN repeated USING (key)
  JOIN stg_rows r ON r.src_row = k.src_row
), judged AS (
  SELECT
    src_row,
    CASE
      WHEN min(content) OVER (PARTITION BY key) = max(content) OVER (PARTITION BY key) THEN row_number() OVER (PARTITION BY key ORDER BY src_row)
      ELSE row_number() OVER (PARTITION BY key ORDER BY src_row DESC)
    END AS place
  FROM versions
)
SELECT
  src_row,
  NULL::VARCHAR AS column_name,
  'note' AS severity,
  'duplicate_row' AS code,
  NULL::VARCHAR AS raw_value,
  '' AS message
FROM judged
WHERE place > 1
