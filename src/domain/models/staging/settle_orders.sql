-- model:  settle_orders
-- kind:   step
-- about:  Which version of each touched order is current: the most authoritative report, its latest export, the last import.
-- grain:  shop_id, order_id
-- in:     order_versions, touched_orders, source_file
SELECT
  v.shop_id,
  v.order_id,
  arg_max(v.src_file_id, (v.authority, coalesce(v.exported_at, TIMESTAMP '1970-01-01'), f.import_number)) AS src_file_id
FROM order_versions v
JOIN touched_orders t ON t.shop_id = v.shop_id AND t.order_id = v.order_id
JOIN source_file f ON f.src_file_id = v.src_file_id
GROUP BY v.shop_id, v.order_id
