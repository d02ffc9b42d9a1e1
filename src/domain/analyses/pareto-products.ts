import { defineAnalysis } from '../contracts/analysis.ts';
import { paretoClasses } from '../kernels/pareto-classes.ts';

/** Answer: `{ currency, total, grades, products: { product, label, amount, qty, share, cumulative, grade }[] }`. */
export default defineAnalysis({
  id: 'pareto-products',
  title: { 'zh-CN': '商品 ABC 分级', en: 'ABC of products' },
  about: {
    'zh-CN': '按支付金额从高到低排商品：撑起前 80% 的是 A，到 95% 的是 B，其余是 C。',
    en: 'Products by paid amount, largest first: A carries the first 80%, B up to 95%, C the rest.',
  },
  inputs: ['orders', 'order_lines', 'shop'],
  params: { from: 'DATE', to: 'DATE', platform: 'VARCHAR', shop: 'VARCHAR', currency: 'VARCHAR' },
  sql: `
    WITH main_currency AS (
      SELECT currency FROM orders WHERE is_paid GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1
    ), paid_orders AS (
      SELECT o.shop_id, o.order_id, o.currency
      FROM orders o
      LEFT JOIN shop s ON s.shop_id = o.shop_id
      WHERE o.is_paid
        AND o.currency = coalesce($currency, (SELECT currency FROM main_currency))
        AND ($platform IS NULL OR o.platform = $platform)
        AND ($shop IS NULL OR o.shop_id = $shop)
        AND ($from IS NULL OR (coalesce(o.paid_at, o.created_at) - to_hours(coalesce(s.day_cut_hour, 0)))::DATE >= $from)
        AND ($to IS NULL OR (coalesce(o.paid_at, o.created_at) - to_hours(coalesce(s.day_cut_hour, 0)))::DATE < $to)
    )
    SELECT
      coalesce(l.product_id, l.merchant_product_code, l.sku_id, l.merchant_sku_code, l.title) AS product,
      max(l.title) AS label,
      coalesce(sum(l.buyer_paid_amount), 0)::DECIMAL(18,4) AS amount,
      coalesce(sum(l.qty), 0)::DECIMAL(18,3) AS qty,
      any_value(o.currency) AS currency
    FROM order_lines l
    JOIN paid_orders o ON o.order_id = l.order_id AND o.shop_id = l.shop_id
    WHERE NOT coalesce(l.is_gift, false)
      AND coalesce(l.product_id, l.merchant_product_code, l.sku_id, l.merchant_sku_code, l.title) IS NOT NULL
    GROUP BY product
    ORDER BY amount DESC, product`,
  out: [
    { name: 'product', type: 'VARCHAR' },
    { name: 'label', type: 'VARCHAR' },
    { name: 'amount', type: 'DECIMAL(18,4)' },
    { name: 'qty', type: 'DECIMAL(18,3)' },
    { name: 'currency', type: 'VARCHAR' },
  ],
  compute({ product, label, amount, qty, currency }) {
    const items = paretoClasses([...amount]) ?? [];
    const products = items.map((item, row) => ({
      product: product[row] ?? '',
      label: label[row] ?? product[row] ?? '',
      amount: amount[row] ?? 0,
      qty: qty[row] ?? 0,
      ...item,
    }));
    const count = (grade: 'A' | 'B' | 'C') => products.filter((each) => each.grade === grade).length;
    const total = Math.round(amount.reduce((sum, each) => sum + each, 0) * 10_000) / 10_000;
    return { currency: currency[0] ?? null, total, grades: { A: count('A'), B: count('B'), C: count('C') }, products };
  },
});
