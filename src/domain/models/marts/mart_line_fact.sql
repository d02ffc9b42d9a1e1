-- model:  mart_line_fact
-- kind:   mart
-- about:  One narrow row for each order line, and one for the part of an order that its lines do not explain.
-- grain:  order_no, product_no, line
-- in:     order_lines
-- in:     mart_order_fact
-- in:     mart_product
-- out:    order_no INTEGER
-- out:    product_no INTEGER
-- out:    payable_amount DECIMAL(18,4)
-- out:    paid_amount DECIMAL(18,4)
-- out:    refund_base_amount DECIMAL(18,4)  -- paid amount whose refunds are known; null when they are not
-- out:    refunded_amount DECIMAL(18,4)
-- out:    item_base_amount DECIMAL(18,4)    -- paid amount whose quantity is known; null when it is not
-- out:    item_qty DECIMAL(18,3)            -- gifts left out
WITH lines AS (
  SELECT
    f.order_no,
    coalesce(p.product_no, 0) AS product_no,
    CASE WHEN f.payable_amount IS NOT NULL THEN l.payable_amount END AS payable_amount,
    CASE WHEN f.is_paid AND f.paid_amount IS NOT NULL THEN l.buyer_paid_amount END AS paid_amount,
    CASE WHEN f.is_paid AND l.refunded_amount IS NOT NULL AND f.refunded_amount IS NOT NULL THEN coalesce(l.buyer_paid_amount, 0) END AS refund_base_amount,
    CASE WHEN f.is_paid AND f.refunded_amount IS NOT NULL THEN l.refunded_amount END AS refunded_amount,
    CASE WHEN f.is_paid AND l.qty IS NOT NULL AND f.item_qty IS NOT NULL THEN coalesce(l.buyer_paid_amount, 0) END AS item_base_amount,
    CASE WHEN f.is_paid AND f.item_qty IS NOT NULL THEN CASE WHEN l.is_gift THEN 0 ELSE l.qty END END AS item_qty
  FROM order_lines l
  JOIN mart_order_fact f ON f.order_hash = (hash(l.shop_id, l.order_id) >> 1)::BIGINT
  LEFT JOIN mart_product p
    ON p.product_hash = (hash(coalesce(l.product_id, l.merchant_product_code, l.sku_id, l.merchant_sku_code, l.title)) >> 1)::BIGINT
), explained AS (
  -- Doubles are half the price of decimals here; a single order's sums stay far inside their exact range.
  SELECT
    order_no,
    sum(payable_amount::DOUBLE) AS payable_amount,
    sum(paid_amount::DOUBLE) AS paid_amount,
    sum(refund_base_amount::DOUBLE) AS refund_base_amount,
    sum(refunded_amount::DOUBLE) AS refunded_amount,
    sum(item_base_amount::DOUBLE) AS item_base_amount,
    sum(item_qty::DOUBLE) AS item_qty
  FROM lines
  GROUP BY order_no
), unexplained AS (
  SELECT
    f.order_no,
    e.order_no IS NULL AS is_whole,
    round(f.payable_amount::DOUBLE - coalesce(e.payable_amount, 0), 4) AS payable_amount,
    CASE WHEN f.is_paid THEN round(f.paid_amount::DOUBLE - coalesce(e.paid_amount, 0), 4) END AS paid_amount,
    CASE WHEN f.is_paid AND f.refunded_amount IS NOT NULL
      THEN round(coalesce(f.paid_amount::DOUBLE, 0) - coalesce(e.refund_base_amount, 0), 4) END AS refund_base_amount,
    CASE WHEN f.is_paid THEN round(f.refunded_amount::DOUBLE - coalesce(e.refunded_amount, 0), 4) END AS refunded_amount,
    CASE WHEN f.is_paid AND f.item_qty IS NOT NULL
      THEN round(coalesce(f.paid_amount::DOUBLE, 0) - coalesce(e.item_base_amount, 0), 4) END AS item_base_amount,
    CASE WHEN f.is_paid THEN round(f.item_qty::DOUBLE - coalesce(e.item_qty, 0), 3) END AS item_qty
  FROM mart_order_fact f
  LEFT JOIN explained e ON e.order_no = f.order_no
)
SELECT
  order_no,
  product_no,
  payable_amount,
  paid_amount,
  refund_base_amount,
  refunded_amount,
  item_base_amount,
  item_qty
FROM lines
UNION ALL
SELECT
  order_no,
  0::INTEGER AS product_no,
  payable_amount::DECIMAL(18,4) AS payable_amount,
  paid_amount::DECIMAL(18,4) AS paid_amount,
  refund_base_amount::DECIMAL(18,4) AS refund_base_amount,
  refunded_amount::DECIMAL(18,4) AS refunded_amount,
  item_base_amount::DECIMAL(18,4) AS item_base_amount,
  item_qty::DECIMAL(18,3) AS item_qty
FROM unexplained
WHERE is_whole
  OR payable_amount <> 0
  OR paid_amount <> 0
  OR refund_base_amount <> 0
  OR refunded_amount <> 0
  OR item_base_amount <> 0
  OR item_qty <> 0
