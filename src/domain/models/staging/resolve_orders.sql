-- model:  resolve_orders
-- kind:   step
-- about:  Drafts of one file → order versions: paid or not, by how much, refunded or not, in which state.
-- grain:  shop_id, order_id
-- in:     stg_orders, stg_vocabulary
-- param:  platform VARCHAR
-- param:  default_shop VARCHAR
-- param:  default_currency VARCHAR
-- param:  tz VARCHAR
-- param:  has_status BOOLEAN
-- param:  unpaid_status VARCHAR              -- the three for files without a status column
-- param:  paid_status VARCHAR
-- param:  refunded_status VARCHAR
-- param:  has_refund BOOLEAN                 -- the file states refund amounts
-- param:  has_refund_status BOOLEAN
-- param:  net_of_refund BOOLEAN              -- the paid amount of this file is what is left after refunds
-- param:  every_row_is_paid BOOLEAN
-- param:  date_from_order_id BOOLEAN
-- param:  paid_at_stand_in BOOLEAN           -- the time it was placed dates a paid order without a time of payment
-- param:  refund_in_full BOOLEAN             -- a refunded after-sale without an amount gave everything back
-- param:  refund_in_full_when_closed BOOLEAN
-- param:  closed_at_closes BOOLEAN
-- param:  returns BOOLEAN                    -- negative rows or cancel numbers give money back
-- param:  authority INTEGER
-- param:  exported_at VARCHAR
-- param:  src_file_id VARCHAR
WITH statuses (rank, name) AS (
  VALUES (1, 'pending_payment'), (2, 'partially_paid'), (3, 'paid_unshipped'), (4, 'partially_shipped'), (5, 'shipped'), (6, 'completed'),
    (11, 'closed_refunded'), (12, 'closed'), (13, 'closed_unpaid'), (20, 'unknown')
), refunds (rank, name) AS (
  VALUES (0, 'none'), (1, 'closed'), (2, 'rejected'), (3, 'requested'), (4, 'approved_wait_return'), (5, 'return_shipped'), (6, 'arbitration'), (7, 'refunded')
), read AS (
  SELECT
    d.* EXCLUDE (created_at),
    coalesce(d.created_at, CASE WHEN $date_from_order_id AND regexp_matches(d.order_id, '^[0-9]{6}-') THEN try_strptime(left(d.order_id, 6), '%y%m%d') END) AS created_at,
    CASE WHEN d.status_rank = 3 AND d.furthest_rank > 3 THEN 'partially_shipped' ELSE s.name END AS stated_status,
    f.name AS stated_refund_status,
    w.canonical AS moved_status
  FROM stg_orders d
  LEFT JOIN statuses s ON s.rank = d.status_rank
  LEFT JOIN refunds f ON f.rank = d.refund_rank
  LEFT JOIN stg_vocabulary w ON w.kind = 'fulfilment' AND w.raw = d.fulfilment_status
), paid AS (
  SELECT
    *,
    coalesce(
      paid_at IS NOT NULL
        OR $every_row_is_paid
        OR stated_status IN ('paid_unshipped', 'partially_shipped', 'shipped', 'completed', 'closed_refunded'),
      false
    ) AND coalesce(stated_status, '') NOT IN ('partially_paid', 'pending_payment', 'closed_unpaid') AS is_paid
  FROM read
), dated AS (
  SELECT
    * EXCLUDE (paid_at),
    coalesce(
      paid_at,
      CASE
        WHEN is_paid AND ($date_from_order_id OR $paid_at_stand_in OR $every_row_is_paid) THEN created_at
      END
    ) AS paid_at,
    coalesce(payable_amount, net_amount + coalesce(freight_amount, 0)) AS owed
  FROM paid
), refunded AS (
  SELECT
    *,
    CASE
      WHEN $returns THEN coalesce(returned_amount, 0)
      WHEN $has_refund THEN coalesce(refunded_amount, 0)
      WHEN $refund_in_full AND $has_refund_status THEN coalesce(refunded_lines_amount, 0)
    END AS stated_refund
  FROM dated
), amounts AS (
  SELECT
    *,
    CASE
      WHEN $returns THEN coalesce(net_amount, 0)
      WHEN stated_status = 'partially_paid' THEN coalesce(buyer_paid_amount, 0)
      WHEN NOT is_paid THEN 0
      WHEN $net_of_refund THEN coalesce(buyer_paid_amount + coalesce(stated_refund, 0), owed)
      ELSE coalesce(buyer_paid_amount, owed, 0)
    END AS paid_amount
  FROM refunded
), settled AS (
  SELECT
    *,
    CASE
      WHEN $closed_at_closes AND closed_at IS NOT NULL THEN 'closed'
      WHEN NOT $has_status AND is_paid AND paid_amount > 0 AND stated_refund >= paid_amount THEN $refunded_status
      WHEN NOT $has_status AND completed_at IS NOT NULL THEN 'completed'
      WHEN NOT $has_status AND shipped_at IS NOT NULL THEN 'shipped'
      WHEN NOT $has_status AND is_paid THEN $paid_status
      WHEN NOT $has_status THEN $unpaid_status
      WHEN moved_status IS NOT NULL AND is_paid AND stated_status IN ('paid_unshipped', 'partially_shipped', 'shipped') THEN moved_status
      ELSE coalesce(stated_status, 'unknown')
    END AS open_status
  FROM amounts
), closed AS (
  SELECT
    *,
    CASE
      WHEN open_status <> 'closed' THEN open_status
      WHEN stated_refund_status = 'refunded' OR (is_paid AND paid_amount > 0 AND stated_refund >= paid_amount) THEN 'closed_refunded'
      WHEN NOT is_paid THEN 'closed_unpaid'
      ELSE 'closed'
    END AS final_status
  FROM settled
)
SELECT
  $platform || ':' || coalesce(shop_name, platform_shop_id, $default_shop) AS shop_id,
  order_id,
  $platform AS platform,
  'normal' AS order_type,
  created_at,
  paid_at,
  shipped_at,
  completed_at,
  closed_at,
  promised_ship_at,
  $tz AS tz,
  coalesce(upper(currency), $default_currency) AS currency,
  status_raw,
  final_status AS status,
  refund_status_raw,
  coalesce(stated_refund_status, CASE WHEN stated_refund > 0 THEN 'refunded' WHEN stated_refund = 0 THEN 'none' END) AS refund_status,
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
  coalesce(list_amount, gross_amount) AS list_amount,
  merchant_discount,
  platform_discount,
  pay_channel_discount,
  kol_discount,
  points_amount,
  freight_amount,
  tax_amount,
  owed AS payable_amount,
  paid_amount::DECIMAL(18,4) AS buyer_paid_amount,
  CASE WHEN is_paid THEN merchant_receivable_amount WHEN merchant_receivable_amount IS NOT NULL THEN 0 END::DECIMAL(18,4) AS merchant_receivable_amount,
  CASE
    WHEN $refund_in_full_when_closed AND final_status = 'closed_refunded' AND coalesce(stated_refund, 0) = 0 THEN paid_amount
    WHEN $refund_in_full_when_closed AND NOT $has_refund AND NOT is_paid THEN 0
    ELSE stated_refund
  END::DECIMAL(18,4) AS refunded_amount,
  $has_refund OR $has_refund_status OR $returns AS refund_stated,
  merchant_settled_amount,
  item_qty,
  row_count AS line_count,
  $exported_at::TIMESTAMP AS exported_at,
  $src_file_id AS src_file_id,
  first_row AS src_row,
  $authority AS authority,
  true AS is_current
FROM closed
