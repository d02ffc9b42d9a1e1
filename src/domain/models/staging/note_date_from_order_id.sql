-- model:  note_date_from_order_id
-- kind:   step
-- grain:  src_row
-- about:  Orders dated by their own number because the file leaves their time blank.
-- in:     stg_orders
-- param:  date_from_order_id BOOLEAN
-- param:  header_created_at VARCHAR
-- out:    src_row BIGINT
-- out:    column_name VARCHAR
-- out:    severity VARCHAR
-- out:    code VARCHAR
-- out:    raw_value VARCHAR
-- out:    message VARCHAR
SELECT
  first_row AS src_row,
  $header_created_at AS column_name,
  'note' AS severity,
  'date_from_order_id' AS code,
  NULL::VARCHAR AS raw_value,
  '' AS message
FROM stg_orders
WHERE $date_from_order_id AND created_at IS NULL AND regexp_matches(order_id, '^[0-9]{6}-')
