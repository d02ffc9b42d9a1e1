-- model:  judge_id_damaged
-- kind:   step
-- grain:  src_row
-- about:  Numbers a spreadsheet has rounded: 1.93E+15, or many of 16 and more digits that all end in zeros. They cannot be mended.
-- in:     stg_rows
-- param:  header_order_id VARCHAR
-- param:  header_line_id VARCHAR
-- out:    src_row BIGINT
-- out:    column_name VARCHAR
-- out:    severity VARCHAR
-- out:    code VARCHAR
-- out:    raw_value VARCHAR
-- out:    message VARCHAR
WITH tails AS (
  SELECT
    avg((length(order_id) >= 16 AND regexp_full_match(order_id, '[0-9]+') AND right(order_id, length(order_id) - 15) = repeat('0', length(order_id) - 15))::INTEGER) AS share,
    avg((length(line_id) >= 16 AND regexp_full_match(line_id, '[0-9]+') AND right(line_id, length(line_id) - 15) = repeat('0', length(line_id) - 15))::INTEGER) AS line_share
  FROM stg_rows
  WHERE length(order_id) >= 17
), marked AS (
  SELECT
    src_row,
    order_id,
    line_id,
    (CASE WHEN contains(order_id, 'e') OR contains(order_id, 'E') THEN regexp_full_match(order_id, '[0-9](\.[0-9]+)?[eE]\+?[0-9]+') ELSE false END)
      OR (tails.share > 0.2 AND length(order_id) >= 17 AND right(order_id, length(order_id) - 15) = repeat('0', length(order_id) - 15)) AS order_damaged,
    (CASE WHEN contains(line_id, 'e') OR contains(line_id, 'E') THEN regexp_full_match(line_id, '[0-9](\.[0-9]+)?[eE]\+?[0-9]+') ELSE false END)
      OR (tails.line_share > 0.2 AND length(line_id) >= 17 AND right(line_id, length(line_id) - 15) = repeat('0', length(line_id) - 15)) AS line_damaged
  FROM stg_rows, tails
  WHERE verdict IS NULL
)
SELECT
  src_row,
  CASE WHEN order_damaged THEN $header_order_id ELSE $header_line_id END AS column_name,
  'refused' AS severity,
  'id_damaged' AS code,
  regexp_replace(CASE WHEN order_damaged THEN order_id ELSE line_id END, '[0-9]', '9', 'g') AS raw_value,
  '' AS message
FROM marked
WHERE order_damaged OR line_damaged
