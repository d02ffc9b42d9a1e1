import iconv from 'iconv-lite';
import type { Needle } from './byte-finder.ts';
import { needlesOfNumber, needlesOfText } from './encodings.ts';

/** Nobody: no such person, number, place or mailbox exists. */
export type CanaryPerson = {
  name: string;
  phone: string;
  street: string;
  nick: string;
  email: string;
  order: string;
};

const SIGNS = Array.from('檬黎鸢瓷棠榆橘桉葵蓼荻蕨苔藓枫槐椿榕栗榛柚柑橙梨杏梅桃樱莓榴枣柿');

const sign = (n: number) => SIGNS[n % SIGNS.length] ?? '';
const signs = (n: number) => sign(n) + sign(Math.floor(n / 32)) + sign(n * 7 + 5);

/** `count` persons, at most 1,000, each told apart from all others by each of its parts. */
export function canaryPersons(count: number): CanaryPerson[] {
  return Array.from({ length: count }, (_, n) => ({
    name: `尉迟${signs(n)}`,
    // No network gives out numbers that begin with 12.
    phone: String(12_074_193_586 + n * 7_654_321),
    street: `鼹鼠巷${signs(n)}${7000 + n}弄`,
    nick: `雪貂${signs(n)}_${(46_656 + n * 37).toString(36)}`,
    email: `qz${(1_679_616 + n * 911).toString(36)}vx@canary.invalid`,
    order: String(3930675188000001n + BigInt(n) * 1013n),
  }));
}

/** All that must not be found of these persons; of their orders the numbers. */
export function personNeedles(persons: readonly CanaryPerson[]): Needle[] {
  return persons.flatMap(({ name, phone, street, nick, email }, n) => [
    ...needlesOfText(`person ${n} name`, name),
    ...needlesOfText(`person ${n} phone`, phone),
    ...needlesOfNumber(`person ${n} phone`, Number(phone)),
    ...needlesOfText(`person ${n} street`, street),
    ...needlesOfText(`person ${n} nick`, nick),
    ...needlesOfText(`person ${n} e-mail`, email),
  ]);
}

export function orderNeedles(persons: readonly CanaryPerson[]): Needle[] {
  return persons.flatMap(({ order }, n) => needlesOfText(`order ${n}`, order));
}

const TAOBAO =
  '订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址 ,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,宝贝总数量,店铺Id,店铺名称,订单关闭原因,退款金额,确认收货时间,打款商家金额';
const JD =
  '订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注,运费金额,付款确认时间';

/** Every third minute from 2024-03-01 on. */
const minute = (n: number) => new Date(Date.UTC(2024, 2, 1) + n * 180_000).toISOString().slice(0, 19).replace('T', ' ');

/** A Taobao order report in GB18030; a person stands in every personal column that the report has. */
export function taobaoOf(persons: readonly CanaryPerson[]): Buffer {
  const lines = persons.map(({ name, phone, street, nick, email, order }, n) => {
    const note = `请联系${name}${phone}`;
    const address = `浙江省 杭州市 西湖区 ${street}`;
    const who = [note, name, address, phone, `'${phone}`].join(',');
    const money = `${n + 1}.50`;
    const sums = [money, '0.00', money, money].join(',');
    const goods = `样例商品${n % 7},1,1,0,样例旗舰店,,0.00,${minute(n)},${money}元`;
    return `="${order}",${nick},${email},${sums},交易成功,${who},${minute(n)},${minute(n)},${goods}`;
  });
  return iconv.encode(`${[TAOBAO, ...lines].join('\r\n')}\r\n`, 'gb18030');
}

/** A JD order report in GB18030. */
export function jdOf(persons: readonly CanaryPerson[]): Buffer {
  const lines = persons.map(({ name, phone, street, nick, email, order }, n) => {
    const money = `${n + 1}.50`;
    const goods = `${100000000001 + (n % 7)},样例商品${n % 7},1,在线支付,${minute(n)}`;
    const who = `${nick},${name},北京朝阳区${street},${phone},${name}${email},,${name},,${phone}`;
    return `${order},${goods},${money},${money},${money},0.00,${money},完成,普通订单,${who},0.00,${minute(n)}`;
  });
  return iconv.encode(`${[JD, ...lines].join('\r\n')}\r\n`, 'gb18030');
}
