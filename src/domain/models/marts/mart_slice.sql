-- model:  mart_slice
-- kind:   mart
-- about:  Every combination of shop, province, status, currency and kind of buyer, under a short number.
-- grain:  slice_no
-- in:     orders
-- out:    slice_hash BIGINT     -- of the combination without the kind of buyer
-- out:    slice_no INTEGER
-- out:    shop_id VARCHAR
-- out:    platform VARCHAR
-- out:    province VARCHAR
-- out:    status VARCHAR
-- out:    currency VARCHAR
-- out:    buyer_type VARCHAR    -- new | returning | unknown
-- out:    shop_slice INTEGER    -- the slice that stands for shop × currency
-- out:    region_slice INTEGER  -- … for shop × province × currency
-- out:    state_slice INTEGER   -- … for shop × status × kind of buyer × currency
WITH combinations AS (
  SELECT
    (hash(shop_id, platform, province, status, currency) >> 1)::BIGINT AS slice_hash,
    any_value(shop_id) AS shop_id,
    any_value(platform) AS platform,
    any_value(province) AS province,
    any_value(status) AS status,
    any_value(currency) AS currency
  FROM orders
  GROUP BY slice_hash
), numbered AS (
  SELECT
    *,
    row_number() OVER (ORDER BY shop_id, platform, province, status, currency) AS place
  FROM combinations
), slices AS (
  SELECT
    c.*,
    (c.place * 3 + t.code)::INTEGER AS slice_no,
    t.buyer_type
  FROM numbered c
  CROSS JOIN (VALUES (0, 'new'), (1, 'returning'), (2, 'unknown')) t(code, buyer_type)
)
SELECT
  slice_hash,
  slice_no,
  shop_id,
  platform,
  province,
  coalesce(status, 'unknown') AS status,
  currency,
  buyer_type,
  min(slice_no) OVER (PARTITION BY shop_id, platform, currency) AS shop_slice,
  min(slice_no) OVER (PARTITION BY shop_id, platform, province, currency) AS region_slice,
  min(slice_no) OVER (PARTITION BY shop_id, platform, status, buyer_type, currency) AS state_slice
FROM slices
