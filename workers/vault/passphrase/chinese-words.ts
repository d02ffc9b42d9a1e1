/**
 * What people in China put into passwords, most usual first: words, names, places, brands, lines that everyone knows;
 * each as written and as typed in pinyin. Own choice; the place in the list is the number of guesses.
 */
const LIST = `
我爱你 woaini · 密码 mima · 我的 wode · 爱你 aini · 我爱 woai · 中国 zhongguo · 老婆 laopo · 老公 laogong · 宝贝 baobei
淘宝 taobao · 天猫 tianmao · 京东 jingdong · 拼多多 pinduoduo · 抖音 douyin · 抖店 doudian · 微信 weixin · 支付宝 zhifubao
阿里巴巴 alibaba · 腾讯 tengxun · 百度 baidu · 快手 kuaishou · 小红书 xiaohongshu · 掌柜 zhanggui · 店铺 dianpu · 小店 xiaodian
旗舰店 qijiandian · 专卖店 zhuanmaidian · 网店 wangdian · 订单 dingdan · 客服 kefu · 老板 laoban · 财务 caiwu · 备份 beifen
口令 kouling · 账号 zhanghao · 登录 denglu · 管理员 guanliyuan · 数据 shuju · 电脑 diannao · 手机 shouji · 公司 gongsi
王 wang · 李 li · 张 zhang · 刘 liu · 陈 chen · 杨 yang · 黄 huang · 赵 zhao · 吴 wu · 周 zhou · 徐 xu · 孙 sun · 马 ma
朱 zhu · 胡 hu · 郭 guo · 何 he · 高 gao · 林 lin · 罗 luo · 郑 zheng · 梁 liang · 谢 xie · 宋 song · 唐 tang · 许 xu · 邓 deng
伟 wei · 芳 fang · 娜 na · 敏 min · 静 jing · 丽 li · 强 qiang · 磊 lei · 军 jun · 洋 yang · 勇 yong · 艳 yan · 杰 jie · 涛 tao
明 ming · 超 chao · 秀英 xiuying · 霞 xia · 平 ping · 刚 gang · 桂英 guiying · 小明 xiaoming · 婷 ting · 鑫 xin · 浩 hao · 宇 yu
北京 beijing · 上海 shanghai · 广州 guangzhou · 深圳 shenzhen · 杭州 hangzhou · 义乌 yiwu · 成都 chengdu · 重庆 chongqing
武汉 wuhan · 南京 nanjing · 西安 xian · 苏州 suzhou · 天津 tianjin · 长沙 changsha · 青岛 qingdao · 厦门 xiamen · 东莞 dongguan
佛山 foshan · 温州 wenzhou · 金华 jinhua · 泉州 quanzhou · 香港 xianggang · 台湾 taiwan · 浙江 zhejiang · 广东 guangdong
发财 facai · 恭喜发财 gongxifacai · 生意兴隆 shengyixinglong · 财源广进 caiyuanguangjin · 万事如意 wanshiruyi · 平安 pingan
一生平安 yishengpingan · 快乐 kuaile · 生日快乐 shengrikuaile · 天天向上 tiantianxiangshang · 好好学习 haohaoxuexi
你好 nihao · 我是 woshi · 不知道 buzhidao · 忘记 wangji · 我家 wojia · 我们 women · 妈妈 mama · 爸爸 baba · 儿子 erzi
女儿 nver · 永远 yongyuan · 一辈子 yibeizi · 一生一世 yishengyishi · 想你 xiangni · 对不起 duibuqi · 没有 meiyou · 喜欢 xihuan
一 yi · 二 er · 三 san · 四 si · 五 wu · 六 liu · 七 qi · 八 ba · 九 jiu · 十 shi · 的 de · 是 shi · 我 wo · 你 ni · 了 le · 不 bu
人 ren · 在 zai · 有 you · 他 ta · 这 zhe · 大 da · 小 xiao · 天 tian · 爱 ai · 好 hao · 家 jia · 心 xin · 年 nian · 月 yue · 日 ri
春 chun · 夏 xia · 秋 qiu · 冬 dong · 花 hua · 龙 long · 凤 feng · 虎 hu · 牛 niu · 猫 mao · 狗 gou · 鱼 yu · 风 feng · 雨 yu · 雪 xue
一二三四五六七 yiersansiwuliuqi · 一二三四五 yiersansiwu · 赵钱孙李 zhaoqiansunli · 甲乙丙丁 jiayibingding
床前明月光 chuangqianmingyueguang · 疑是地上霜 yishidishangshuang · 举头望明月 jutouwangmingyue · 低头思故乡 ditousiguxiang
春眠不觉晓 chunmianbujuexiao · 处处闻啼鸟 chuchuwentiniao · 夜来风雨声 yelaifengyusheng · 花落知多少 hualuozhiduoshao
白日依山尽 bairiyishanjin · 黄河入海流 huangheruhailiu · 欲穷千里目 yuqiongqianlimu · 更上一层楼 gengshangyicenglou
锄禾日当午 chuheridangwu · 汗滴禾下土 handihexiatu · 谁知盘中餐 shuizhipanzhongcan · 粒粒皆辛苦 lilijiexinku
鹅鹅鹅 eee · 曲项向天歌 quxiangxiangtiange · 人之初 renzhichu · 性本善 xingbenshan · 天地玄黄 tiandixuanhuang
宇宙洪荒 yuzhouhonghuang · 红豆生南国 hongdoushengnanguo · 春来发几枝 chunlaifajizhi · 独在异乡为异客 duzaiyixiangweiyike
每逢佳节倍思亲 meifengjiajiebeisiqin · 大江东去 dajiangdongqu · 明月几时有 mingyuejishiyou · 把酒问青天 bajiuwenqingtian
但愿人长久 danyuanrenchangjiu · 千里共婵娟 qianligongchanjuan · 问君能有几多愁 wenjunnengyoujiduochou
恰似一江春水向东流 qiasiyijiangchunshuixiangdongliu · 海上生明月 haishangshengmingyue · 天涯共此时 tianyagongcishi
海内存知己 haineicunzhiji · 天涯若比邻 tianyaruobilin · 飞流直下三千尺 feiliuzhixiasanqianchi · 疑是银河落九天 yishiyinheluojiutian
会当凌绝顶 huidanglingjueding · 一览众山小 yilanzhongshanxiao · 春风又绿江南岸 chunfengyoulvjiangnanan
天生我材必有用 tianshengwocaibiyouyong · 千金散尽还复来 qianjinsanjinhuanfulai · 学而时习之 xueershixizhi
有朋自远方来 youpengziyuanfanglai · 不亦乐乎 buyilehu · 己所不欲 jisuobuyu · 勿施于人 wushiyuren
为人民服务 weirenminfuwu · 起来不愿做奴隶的人们 qilaibuyuanzuonulidemenren · 中华人民共和国 zhonghuarenmingongheguo
芝麻开门 zhimakaimen · 天王盖地虎 tianwanggaidihu · 宝塔镇河妖 baotazhenheyao · 一帆风顺 yifanfengshun · 马到成功 madaochenggong
心想事成 xinxiangshicheng · 花好月圆 huahaoyueyuan · 白头偕老 baitouxielao · 百年好合 bainianhaohe · 年年有余 niannianyouyu
`;

/** Each word and its pinyin, lower case, with its place from 1. */
export const CHINESE_WORDS: ReadonlyMap<string, number> = new Map(
  LIST.trim()
    .split(/\s*[·\n]\s*/)
    .flatMap((entry, index) => entry.split(' ').map((word): [string, number] => [word, index + 1]))
    .toReversed(),
);

/** Numbers that are said like words (520 = I love you) or typed by habit; a list of the estimator's own kind. */
export const CHINESE_NUMBERS: readonly string[] =
  '1314520 5201314 7758521 7758258 1314521 5211314 520520 521521 3344520 584520 147258 147852 159357 741852963 888888 168168 518518 88888888 66666666 5845201314 1314 520 521 666 888 168 518 8888 6666 9527 10086 110 12306'.split(
    ' ',
  );

const INITIALS: Readonly<Record<string, string>> = {
  '': 'a o e ai ei ao ou an en ang er yi ya yo ye yao you yan yin yang ying yong yu yue yuan yun wu wa wo wai wei wan wen wang weng',
  b: 'a o ai ei ao an en ang eng i ie iao ian in ing u',
  p: 'a o ai ei ao ou an en ang eng i ie iao ian in ing u',
  m: 'a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u',
  f: 'a o ei ou an en ang eng u',
  d: 'a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un',
  t: 'a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un',
  n: 'a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve',
  l: 'a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve',
  g: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  k: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  h: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  j: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  q: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  x: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  zh: 'a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  ch: 'a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang',
  sh: 'a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang',
  r: 'e i ao ou an en ang eng ong u ua uo ui uan un',
  z: 'a e i ai ei ao ou an en ang eng ong u uo ui uan un',
  c: 'a e i ai ao ou an en ang eng ong u uo ui uan un',
  s: 'a e i ai ao ou an en ang eng ong u uo ui uan un',
};

/** The syllables of Mandarin as typed, without tones, v for ü. */
export const SYLLABLES: ReadonlySet<string> = new Set(
  Object.entries(INITIALS).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)),
);
