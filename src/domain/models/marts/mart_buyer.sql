-- model:  mart_buyer
-- kind:   mart
-- about:  A short number for each buyer that can be told apart, and the first business day on which they paid.
-- grain:  buyer_no
-- in:     orders
-- in:     shop
-- out:    buyer_hash BIGINT   -- 63 bits of the key's hash; two of a million buyers share one with odds of 1 in 18 million
-- out:    buyer_no INTEGER
-- out:    first_day DATE      -- over all shops of the platform
WITH first_payments AS (
  SELECT
    (hash(o.customer_key) >> 1)::BIGINT AS buyer_hash,
    min((coalesce(o.paid_at, o.created_at) - to_hours(coalesce(s.day_cut_hour, 0)))::DATE) AS first_day
  FROM orders o
  LEFT JOIN shop s ON s.shop_id = o.shop_id
  WHERE o.is_paid AND o.customer_key IS NOT NULL
  GROUP BY buyer_hash
)
SELECT
  buyer_hash,
  (row_number() OVER ())::INTEGER AS buyer_no,
  first_day
FROM first_payments
