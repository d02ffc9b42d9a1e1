-- model:  order_lines
-- kind:   view
-- about:  One row for each line (sub-order, SKU) of each order, in its latest state.
-- grain:  shop_id, order_id, line_id
-- in:     order_line_versions
-- out:    shop_id VARCHAR
-- out:    order_id VARCHAR
-- out:    line_id VARCHAR            -- order_id#n where the file has none
-- out:    product_id VARCHAR
-- out:    sku_id VARCHAR
-- out:    merchant_product_code VARCHAR
-- out:    merchant_sku_code VARCHAR
-- out:    title VARCHAR
-- out:    sku_text VARCHAR
-- out:    category_path VARCHAR
-- out:    qty DECIMAL(18,3)
-- out:    unit_list_price DECIMAL(18,4)
-- out:    list_amount DECIMAL(18,4)
-- out:    payable_amount DECIMAL(18,4)
-- out:    buyer_paid_amount DECIMAL(18,4)   -- Σ over an order equals the order's, to the cent
-- out:    merchant_receivable_amount DECIMAL(18,4) -- where each row states its own
-- out:    refunded_amount DECIMAL(18,4)
-- out:    line_amount_source VARCHAR        -- stated | allocated_by_list_amount | allocated_by_qty | single_line
-- out:    status_raw VARCHAR
-- out:    status VARCHAR
-- out:    refund_status_raw VARCHAR
-- out:    refund_status VARCHAR
-- out:    is_gift BOOLEAN
-- out:    shipped_at TIMESTAMP
-- out:    carrier VARCHAR
-- out:    tracking_no VARCHAR
-- out:    warehouse VARCHAR
-- out:    unit_cost DECIMAL(18,4)
-- out:    src_file_id VARCHAR
-- out:    src_row BIGINT         -- line or sheet row from 1; + 10⁹ for each zip entry before its own
-- source: formats catalogue, unified model
SELECT
  shop_id,
  order_id,
  line_id,
  product_id,
  sku_id,
  merchant_product_code,
  merchant_sku_code,
  title,
  sku_text,
  category_path,
  qty,
  unit_list_price,
  list_amount,
  payable_amount,
  buyer_paid_amount,
  merchant_receivable_amount,
  refunded_amount,
  line_amount_source,
  status_raw,
  status,
  refund_status_raw,
  refund_status,
  is_gift,
  shipped_at,
  carrier,
  tracking_no,
  warehouse,
  unit_cost,
  src_file_id,
  src_row
FROM order_line_versions
WHERE is_current
