-- model:  resolve_lines
-- kind:   step
-- about:  Rows of one file → order line versions. Lines that share an order's money do so to the cent, by what they cost.
-- grain:  shop_id, order_id, line_id
-- in:     stg_rows, stg_weights, stg_vocabulary, order_versions
-- param:  sums_lines BOOLEAN         -- each row states its own money
-- param:  paid_is_repeated BOOLEAN   -- but the paid amount is the order's on every row
-- param:  share_by_payable BOOLEAN
-- param:  net_of_refund BOOLEAN
-- param:  has_refund BOOLEAN
-- param:  refund_in_full BOOLEAN
-- param:  returns BOOLEAN
-- param:  negative_is_return BOOLEAN
-- param:  cancel_prefix VARCHAR
-- param:  authority INTEGER
-- param:  src_file_id VARCHAR
WITH orders AS (
  SELECT
    o.order_id,
    o.shop_id,
    o.is_paid,
    o.buyer_paid_amount AS order_paid,
    o.payable_amount AS order_payable,
    o.refunded_amount AS order_refunded,
    o.status AS order_status,
    o.list_amount AS order_list,
    o.merchant_receivable_amount AS order_receivable,
    o.line_count,
    d.weight AS order_weight,
    d.first_row
  FROM order_versions o
  JOIN stg_weights d ON d.first_row = o.src_row
  WHERE o.src_file_id = $src_file_id
), weighed AS (
  SELECT
    r.src_row,
    o.first_row,
    CASE
      WHEN NOT coalesce(o.order_weight > 0, false) THEN 1
      WHEN $share_by_payable THEN coalesce(r.payable_amount, 0)
      ELSE coalesce(coalesce(r.line_amount, CAST(r.unit_list_price * r.qty AS DECIMAL(18,4))) - coalesce(r.line_discount, 0), 0)
    END AS weight
  FROM stg_rows r
  JOIN orders o ON o.order_id = r.order_id
  WHERE r.verdict IS NULL AND o.line_count > 1
), placed AS (
  SELECT
    src_row,
    weight,
    row_number() OVER of_order AS number,
    sum(weight) OVER of_order AS upto
  FROM weighed
  WINDOW of_order AS (PARTITION BY first_row ORDER BY src_row ROWS UNBOUNDED PRECEDING)
), read AS (
  SELECT
    r.*,
    coalesce(r.line_amount, CAST(r.unit_list_price * r.qty AS DECIMAL(18,4))) AS gross,
    coalesce(r.line_amount, CAST(r.unit_list_price * r.qty AS DECIMAL(18,4))) - coalesce(r.line_discount, 0) AS net,
    s.canonical AS line_status,
    f.canonical AS line_refund_status
  FROM stg_rows r
  LEFT JOIN stg_vocabulary s ON s.kind = 'status' AND s.raw = r.status
  LEFT JOIN stg_vocabulary f ON f.kind = 'refund' AND f.raw = coalesce(r.refund_status, '')
), rows AS (
  SELECT
    r.*,
    o.* EXCLUDE (order_id, first_row),
    CASE WHEN o.order_weight > 0 THEN o.order_weight ELSE o.line_count END AS total_weight,
    p.weight,
    p.number,
    p.upto
  FROM read r
  JOIN orders o ON o.order_id = r.order_id
  LEFT JOIN placed p ON p.src_row = r.src_row
  -- The second half never holds; without it the filter is thought to leave few rows, and the wide side is hashed.
  WHERE r.verdict IS NULL OR o.first_row IS NULL
), shared AS (
  SELECT
    *,
    $returns AND CASE WHEN $negative_is_return THEN net < 0 ELSE $cancel_prefix <> '' AND starts_with(order_id, $cancel_prefix) END AS gives_back,
    CASE
      WHEN line_count = 1 THEN order_paid
      ELSE (CASE WHEN upto >= total_weight THEN order_paid ELSE round(order_paid * upto / total_weight, 2) END
        - CASE WHEN upto - weight >= total_weight THEN order_paid ELSE round(order_paid * (upto - weight) / total_weight, 2) END)::DECIMAL(18,4)
    END AS paid_share,
    CASE
      WHEN line_count = 1 THEN order_payable
      ELSE (CASE WHEN upto >= total_weight THEN order_payable ELSE round(order_payable * upto / total_weight, 2) END
        - CASE WHEN upto - weight >= total_weight THEN order_payable ELSE round(order_payable * (upto - weight) / total_weight, 2) END)::DECIMAL(18,4)
    END AS payable_share,
    CASE
      WHEN line_count = 1 THEN order_refunded
      ELSE (CASE WHEN upto >= total_weight THEN order_refunded ELSE round(order_refunded * upto / total_weight, 2) END
        - CASE WHEN upto - weight >= total_weight THEN order_refunded ELSE round(order_refunded * (upto - weight) / total_weight, 2) END)::DECIMAL(18,4)
    END AS refunded_share,
    CASE
      WHEN $has_refund THEN coalesce(refunded_amount, 0)
      WHEN $refund_in_full THEN CASE WHEN line_refund_status = 'refunded' THEN coalesce(payable_amount, net) ELSE 0 END
    END AS own_refund
  FROM rows
), money AS (
  SELECT
    *,
    CASE
      WHEN line_count = 1 THEN order_payable
      WHEN $sums_lines AND NOT $returns THEN coalesce(payable_amount, net + coalesce(freight_amount, 0))
      WHEN $returns THEN net
      ELSE payable_share
    END AS line_payable,
    CASE
      WHEN line_count = 1 THEN order_paid
      WHEN $returns THEN CASE WHEN gives_back THEN 0 ELSE net END
      WHEN NOT $sums_lines OR $paid_is_repeated THEN paid_share
      WHEN NOT is_paid THEN 0
      ELSE coalesce(buyer_paid_amount + CASE WHEN $net_of_refund THEN coalesce(own_refund, 0) ELSE 0 END, payable_amount, net)
    END AS line_paid,
    CASE
      WHEN line_count = 1 THEN order_refunded
      WHEN $returns THEN CASE WHEN gives_back THEN abs(net) ELSE 0 END
      WHEN $sums_lines THEN coalesce(own_refund, refunded_share)
      ELSE refunded_share
    END AS line_refunded,
    CASE
      WHEN line_count = 1 THEN 'single_line'
      WHEN $returns OR ($sums_lines AND NOT $paid_is_repeated) THEN 'stated'
      WHEN order_weight > 0 THEN 'allocated_by_list_amount'
      ELSE 'allocated_by_qty'
    END AS line_source,
    CASE
      WHEN line_count = 1 THEN order_receivable
      WHEN NOT $sums_lines OR merchant_receivable_amount IS NULL THEN NULL
      WHEN is_paid THEN merchant_receivable_amount
      ELSE 0
    END AS line_receivable,
    CASE WHEN line_count = 1 THEN order_status ELSE coalesce(line_status, order_status) END AS final_status
  FROM shared
)
SELECT
  shop_id,
  order_id,
  coalesce(line_id, order_id || '#' || coalesce(number, 1)) AS line_id,
  product_id,
  sku_id,
  merchant_product_code,
  merchant_sku_code,
  title,
  sku_text,
  category_path,
  qty,
  unit_list_price,
  CASE WHEN line_count = 1 THEN coalesce(gross, order_list) ELSE gross END::DECIMAL(18,4) AS list_amount,
  line_payable::DECIMAL(18,4) AS payable_amount,
  line_paid::DECIMAL(18,4) AS buyer_paid_amount,
  line_receivable::DECIMAL(18,4) AS merchant_receivable_amount,
  line_refunded::DECIMAL(18,4) AS refunded_amount,
  line_source AS line_amount_source,
  status AS status_raw,
  CASE
    WHEN final_status IS DISTINCT FROM 'closed' THEN final_status
    WHEN line_refund_status = 'refunded' OR (line_paid > 0 AND line_refunded >= line_paid) THEN 'closed_refunded'
    WHEN line_paid = 0 THEN 'closed_unpaid'
    ELSE 'closed'
  END AS status,
  refund_status AS refund_status_raw,
  line_refund_status AS refund_status,
  coalesce(is_gift, false) AS is_gift,
  shipped_at,
  carrier,
  tracking_no,
  warehouse,
  unit_cost,
  $src_file_id AS src_file_id,
  src_row,
  $authority AS authority,
  true AS is_current
FROM money
