-- model:  mart_product
-- kind:   mart
-- about:  Every product that a line names: by its id, else by the merchant's code, else by its title.
-- grain:  product_no
-- in:     order_lines
-- out:    product_hash BIGINT
-- out:    product_no INTEGER    -- 0 holds what no line explains
-- out:    product_key VARCHAR
-- out:    product_label VARCHAR
WITH products AS (
  SELECT
    (hash(coalesce(product_id, merchant_product_code, sku_id, merchant_sku_code, title)) >> 1)::BIGINT AS product_hash,
    min(coalesce(product_id, merchant_product_code, sku_id, merchant_sku_code, title)) AS product_key,
    max(title) AS title
  FROM order_lines
  WHERE coalesce(product_id, merchant_product_code, sku_id, merchant_sku_code, title) IS NOT NULL
  GROUP BY product_hash
)
SELECT
  product_hash,
  (row_number() OVER (ORDER BY product_key))::INTEGER AS product_no,
  product_key,
  coalesce(title, product_key) AS product_label
FROM products
UNION ALL
SELECT
  NULL::BIGINT AS product_hash,
  0::INTEGER AS product_no,
  '（无商品明细）' AS product_key,
  '（无商品明细）' AS product_label
