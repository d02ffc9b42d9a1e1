-- model:  orders
-- kind:   view
-- about:  One row for each order of each shop, in its latest state.
-- grain:  shop_id, order_id
-- in:     order_versions
-- out:    shop_id VARCHAR
-- out:    order_id VARCHAR
-- out:    platform VARCHAR
-- out:    order_type VARCHAR         -- normal, or what the file states
-- out:    created_at TIMESTAMP       -- wall clock of tz
-- out:    paid_at TIMESTAMP
-- out:    shipped_at TIMESTAMP
-- out:    completed_at TIMESTAMP
-- out:    closed_at TIMESTAMP
-- out:    promised_ship_at TIMESTAMP
-- out:    tz VARCHAR
-- out:    currency VARCHAR           -- ISO 4217
-- out:    status_raw VARCHAR
-- out:    status VARCHAR             -- pending_payment … closed, unknown
-- out:    refund_status_raw VARCHAR
-- out:    refund_status VARCHAR
-- out:    close_reason VARCHAR
-- out:    is_paid BOOLEAN
-- out:    customer_key VARCHAR       -- platform-scoped keyed token; null where the file carries no buyer
-- out:    province VARCHAR           -- short name, e.g. 浙江; as written abroad
-- out:    city VARCHAR
-- out:    district VARCHAR
-- out:    country VARCHAR
-- out:    channel VARCHAR
-- out:    traffic_source VARCHAR
-- out:    terminal VARCHAR
-- out:    payment_method VARCHAR
-- out:    kol_id VARCHAR
-- out:    list_amount DECIMAL(18,4)
-- out:    merchant_discount DECIMAL(18,4)
-- out:    platform_discount DECIMAL(18,4)
-- out:    pay_channel_discount DECIMAL(18,4)
-- out:    kol_discount DECIMAL(18,4)
-- out:    points_amount DECIMAL(18,4)
-- out:    freight_amount DECIMAL(18,4)
-- out:    tax_amount DECIMAL(18,4)
-- out:    payable_amount DECIMAL(18,4)      -- after every discount, incl. freight
-- out:    buyer_paid_amount DECIMAL(18,4)   -- cash really paid, not reduced by later refunds; a deposit counts here, not in pay_amount
-- out:    merchant_receivable_amount DECIMAL(18,4)
-- out:    refunded_amount DECIMAL(18,4)     -- successful refunds so far; null where the file cannot say
-- out:    refund_stated BOOLEAN         -- false where the layout only shows orders given back whole: no ground for a refund rate
-- out:    merchant_settled_amount DECIMAL(18,4)
-- out:    item_qty DECIMAL(18,3)
-- out:    line_count INTEGER
-- out:    exported_at TIMESTAMP
-- out:    src_file_id VARCHAR
-- out:    src_row BIGINT         -- line or sheet row from 1; + 10⁹ for each zip entry before its own
-- source: formats catalogue, unified model
SELECT
  shop_id,
  order_id,
  platform,
  order_type,
  created_at,
  paid_at,
  shipped_at,
  completed_at,
  closed_at,
  promised_ship_at,
  tz,
  currency,
  status_raw,
  status,
  refund_status_raw,
  refund_status,
  close_reason,
  is_paid,
  customer_key,
  province,
  city,
  district,
  country,
  channel,
  traffic_source,
  terminal,
  payment_method,
  kol_id,
  list_amount,
  merchant_discount,
  platform_discount,
  pay_channel_discount,
  kol_discount,
  points_amount,
  freight_amount,
  tax_amount,
  payable_amount,
  buyer_paid_amount,
  merchant_receivable_amount,
  refunded_amount,
  refund_stated,
  merchant_settled_amount,
  item_qty,
  line_count,
  exported_at,
  src_file_id,
  src_row
FROM order_versions
WHERE is_current
