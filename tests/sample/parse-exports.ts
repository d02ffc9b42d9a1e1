import type { SampleFile } from '../../src/domain/sample/files.ts';

/** A second, plain reading of the sample exports, knowing nothing of the generator: cells, then orders by the latest file. */

/** Cells of one record; quotes are doubled inside quotes and ="…" keeps its sign. No sample cell holds a line break. */
function cutRecord(record: string): string[] {
  if (!record.includes('"')) return record.split(',');
  const cells: string[] = [];
  const pattern = /=?"((?:[^"]|"")*)"(?:,|$)|([^,]*)(?:,|$)/y;
  while (pattern.lastIndex < record.length) {
    const [whole = '', quoted, plain] = pattern.exec(record) ?? [];
    if (whole === '') break;
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  }
  return record.endsWith(',') ? [...cells, ''] : cells;
}

/** Cuts CSV text into rows of cells. */
export function cutCsv(text: string): string[][] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((record) => cutRecord(record.replace(/\r$/, '')));
}

export type Row = ReadonlyMap<string, string>;

/** The table of a file: rows below the header as name → bare cell (="…", TABs, apostrophes and blanks taken off). */
export function readTable(file: SampleFile): { header: string[]; rows: Row[]; total: Row | null; preamble: number } {
  const raw = cutCsv([...file.rows()].join(''));
  const at = raw.findIndex((row) => row.length > 20);
  const header = raw[at] ?? [];
  const names = header.map((name) => name.trim());
  const bare = (cell: string) => cell.replace(/^=/, '').replace(/^'/, '').trim();
  const rows = raw.slice(at + 1).map((row) => {
    if (row.length !== header.length) throw new Error(`${file.name}: ${row.length} cells, header has ${header.length}`);
    return new Map(names.map((name, i) => [name, bare(row[i] ?? '')]));
  });
  const last = rows[rows.length - 1];
  const total = last?.get(names[0] ?? '') === '合计' ? last : null;
  return { header, rows: total === null ? rows : rows.slice(0, -1), total, preamble: at };
}

export const cell = (row: Row, name: string): string => {
  const value = row.get(name);
  if (value === undefined) throw new Error(`no column ${name}`);
  return value;
};

/** `129.90` → 12990; blank is 0. */
export const cents = (row: Row, name: string): number => {
  const text = cell(row, name).replace(/元$/, '');
  if (text !== '' && !/^\d+\.\d\d$/.test(text)) throw new Error(`${name} is not an amount: ${text}`);
  return Number(text.replace('.', ''));
};

export type ParsedOrder = {
  platform: string;
  id: string;
  placedDay: string;
  paidAt: string;
  paid: number;
  refunded: number;
  province: string;
  status: string;
  pieces: number;
  lines: number;
};

const short = (province: string) => province.replace(/省$|市$|壮族自治区$|回族自治区$|维吾尔自治区$|自治区$/, '');
const JD_PLACE = /^(内蒙古|黑龙江|..)/;
const day = (text: string) => text.slice(0, 10);

function taobao(row: Row): ParsedOrder {
  const paidAt = cell(row, '订单付款时间');
  return {
    platform: 'taobao',
    id: cell(row, '订单编号'),
    placedDay: day(cell(row, '订单创建时间')),
    paidAt,
    paid: cents(row, '买家实际支付金额'),
    refunded: cents(row, '退款金额'),
    province: short(cell(row, '收货地址').split(' ')[0] ?? ''),
    status: cell(row, '订单状态'),
    pieces: Number(cell(row, '宝贝总数量')),
    lines: Number(cell(row, '宝贝种类')),
  };
}

function jd(rows: readonly Row[]): ParsedOrder {
  const row = rows[0] ?? new Map();
  const status = cell(row, '订单状态');
  const isPaid = !['等待付款', '(删除)等待付款'].includes(status);
  const paid = isPaid ? cents(row, '应付金额') + cents(row, '余额支付') : 0;
  return {
    platform: 'jd',
    id: cell(row, '订单号'),
    placedDay: day(cell(row, '下单时间')),
    paidAt: isPaid ? cell(row, '付款确认时间') : '',
    paid,
    refunded: isPaid && status.startsWith('(删除)') ? paid : 0,
    province: JD_PLACE.exec(cell(row, '客户地址'))?.[0] ?? '',
    status,
    pieces: rows.reduce((sum, one) => sum + Number(cell(one, '订购数量')), 0),
    lines: rows.length,
  };
}

function pdd(row: Row): ParsedOrder {
  const status = cell(row, '订单状态');
  const id = cell(row, '订单号');
  const isPaid = !['待支付', '已取消'].includes(status);
  const fromId = `20${id.slice(0, 2)}-${id.slice(2, 4)}-${id.slice(4, 6)}`;
  const stated = row.get('订单成交时间') ?? cell(row, '支付时间');
  const paidAt = isPaid ? stated || fromId : '';
  const paid = isPaid ? cents(row, '用户实付金额(元)') : 0;
  return {
    platform: 'pdd',
    id,
    placedDay: day(paidAt || fromId),
    paidAt,
    paid,
    refunded: cell(row, '售后状态') === '退款成功' ? paid : 0,
    province: short(cell(row, '省')),
    status,
    pieces: Number(cell(row, '商品数量(件)')),
    lines: 1,
  };
}

function douyin(rows: readonly Row[]): ParsedOrder {
  const row = rows[0] ?? new Map();
  const paidAt = cell(row, '支付完成时间');
  const sum = (some: readonly Row[]) => some.reduce((total, one) => total + cents(one, '订单应付金额'), 0);
  return {
    platform: 'douyin',
    id: cell(row, '主订单编号'),
    placedDay: day(cell(row, '订单提交时间')),
    paidAt,
    paid: paidAt === '' ? 0 : sum(rows),
    refunded: sum(rows.filter((one) => ['退款成功', '已全额退款'].includes(cell(one, '售后状态')))),
    province: short(cell(row, '省')),
    status: cell(row, '订单状态'),
    pieces: rows.reduce((total, one) => total + Number(cell(one, '商品数量')), 0),
    lines: rows.length,
  };
}

function shopify(rows: readonly Row[]): ParsedOrder {
  const row = rows[0] ?? new Map();
  const paidAt = cell(row, 'Paid at');
  return {
    platform: 'shopify',
    id: cell(row, 'Name'),
    placedDay: day(cell(row, 'Created at')),
    paidAt,
    paid: paidAt === '' ? 0 : cents(row, 'Total') - cents(row, 'Outstanding Balance'),
    refunded: cents(row, 'Refunded Amount'),
    province: cell(row, 'Shipping Province Name'),
    status: cell(row, 'Financial Status'),
    pieces: rows.reduce((total, one) => total + Number(cell(one, 'Lineitem quantity')), 0),
    lines: rows.length,
  };
}

function grouped(rows: readonly Row[], key: string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(cell(row, key), [...(groups.get(cell(row, key)) ?? []), row]);
  return [...groups.values()];
}

/** The orders a file states; the Taobao detail file states lines only and gives none. */
export function readOrders(file: SampleFile): ParsedOrder[] {
  const { rows } = readTable(file);
  switch (file.formatId) {
    case 'taobao-order_list':
      return rows.map(taobao);
    case 'jd-order':
      return grouped(rows, '订单号').map(jd);
    case 'pdd-order':
      return rows.map(pdd);
    case 'douyin-order':
      return grouped(rows, '主订单编号').map(douyin);
    case 'shopify-orders':
      return grouped(rows, 'Name').map(shopify);
    default:
      return [];
  }
}
