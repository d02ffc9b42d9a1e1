import { bareName } from './field-synonyms.ts';
import { isNullText } from './null-words.ts';
import { provinceOf } from './provinces.ts';

const CHINESE_NAMES =
  /姓名|收货人|收件人|联系人|客户名称|客户姓名|顾客名|会员名|会员姓名|买家|昵称|网名|旺旺|微信号|手机|电话|联系方式|身份证|证件号|护照|地址|街道|邮箱|邮编|留言|发票抬头|支付宝|生日|出生|开户|银行卡|下单账号|会员卡/;
const ENGLISH_NAMES =
  /^(?:customer|buyer|client|contact|recipient|receiver|consignee|member|user|first|last|full|billing|shipping|shipto|billto|ship|owner|account)?(?:first|last|full)?names?$|e?mail|phone|mobile|telephone|^tel$|^fax$|address|street|zip$|zipcode|postcode|postalcode|passport|ssn|birth|^dob$|username|nickname|idcard|cardnumber|^(?:customer|buyer)?(?:note|message|remark)s?(?:frombuyer)?$/;
const ID_LIKE = /(?:id|编号|编码|单号|订单号|sku|code|number|no)$/;
const NOT_A_PERSON =
  /(?:product|item|goods|shop|store|brand|category|file|sheet|campaign|carrier|warehouse|country|city|state)names?$/;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE =
  /^(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|\*{4}\d{4})$|^\+\d[\d() -]{7,}\d$|^\(\d{3}\) ?\d{3}-\d{4}$|^\d{3}-\d{3}-\d{4}$|^0\d{2,3}-\d{7,8}$/;
const STREET = /[路街道巷弄号村镇乡栋幢室]/;
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤';

/** Does a column name announce personal data: names, phones, mail, addresses, nicks, messages? */
export function isPersonalName(header: string): boolean {
  const name = bareName(header);
  if (NOT_A_PERSON.test(name)) return false;
  return CHINESE_NAMES.test(name)
    ? !/是否|修改过|时段|时间$|(?:省份?|城市|市|地区|区县?|平台|仓库|门店|店铺)(?:地址)?$|(?:买家|会员)(?:id|编号|等级|应付|实付|(?:实际)?支付|付款)|(?:手机订单)/.test(
        name,
      )
    : ENGLISH_NAMES.test(name);
}

/** Do the cells hold personal data, whatever the column is called? At least half of those that state something must. */
export function isPersonalContent(header: string, cells: readonly string[]): boolean {
  const stated = cells.map((cell) => cell.trim().replace(/^['’`]/, '')).filter((cell) => !isNullText(cell));
  if (stated.length === 0) return false;
  const most = (test: (cell: string) => boolean, share = 0.5) => stated.filter(test).length >= stated.length * share;
  const idLike = ID_LIKE.test(bareName(header));
  return (
    most((cell) => EMAIL.test(cell)) ||
    most(isIdCard) ||
    (!idLike && most((cell) => PHONE.test(cell))) ||
    most((cell) => cell.length > 8 && provinceOf(cell) !== null && STREET.test(cell)) ||
    (!idLike && stated.length >= 3 && new Set(stated).size > stated.length / 2 && most(looksLikeName, 0.9))
  );
}

function looksLikeName(cell: string): boolean {
  return (
    /^\p{Script=Han}[\p{Script=Han}*]{1,2}$/u.test(cell) &&
    SURNAMES.includes(cell[0] ?? ' ') &&
    provinceOf(cell) === null
  );
}

const WEIGHTS: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A citizen number by its birthday and its check digit, so that an 18-digit order number is none. */
function isIdCard(cell: string): boolean {
  if (!/^\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(cell)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(cell[index]), 0);
  return '10X98765432'[sum % 11] === cell[17]?.toUpperCase();
}
