// Text as words, in the way of macros/search/normal.py: both change together, a test compares them.

const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
const APOSTROPHE = /[’‘‛ʼ´\x60′＇]/gu;
const MARK = /[\u0300-\u036f]/gu;
const ENDING =
  /(?<=[\p{L}\p{N}_§]):(?:n|t|a|s|ta|tta|ssa|sta|lla|lle|lta|ksi|na|en|in|hin|hun|iin|een|aan|ia|ien|iden|ita|ihin|issa|ista|illa|ille|ilta|iksi)(?![\p{L}\p{N}_])/gu;
const SAINT = /(?<![\p{L}\p{N}_])s:(?=ta?(?![\p{L}\p{N}_]))/gu;
const GENITIVE = /(?<=[\p{L}\p{N}_])'s?(?![\p{L}\p{N}_])/gu;
const DATED_ACT = /(?<![\p{L}\p{N}_])(?:\d{1,2}\.\d{1,2}\.)?(?<year>(?:1[789]|20)\d\d)\/(?<number>\d{1,4})(?!\d)/gu;
const YEAR = /^(?:1[789]|20)\d\d$/u;
const SECTION =
  /(?<![/.\p{L}\p{N}])(?<list>(?:\d+(?: ?[a-z](?![\p{L}\p{N}]))?(?: ?[,–—-] ?| (?:ja|och|and|tai|eller|or) ))*\d+(?: ?[a-z](?![\p{L}\p{N}]))?) ?(?:§+|pykala[\p{L}]*|paragraf[\p{L}]*)/gu;
const SECTION_AFTER =
  /(?:§+ ?|(?<![\p{L}\p{N}])(?:sections?|secs?\.?|ss?\.?|pykala|paragraf) )(?<list>\d+(?: ?[a-z](?![\p{L}\p{N}]))?(?:(?: ?[,–—-] ?| (?:and|or) )\d+(?: ?[a-z](?![\p{L}\p{N}]))?)*)/gu;
const ONE = /\d+(?: ?[a-z](?![\p{L}\p{N}]))?/gu;
const WORD = /\d+\/\d+|\d+(?:\.\d+)+|(?:[\p{L}\p{N}]|')+§?/gu;
const BLANKS = /\s+/gu;

// a text in lower case, with the usual signs, without marks on letters
const fold = (text) => text.replace(UNSEEN, "").replace(APOSTROPHE, "'").normalize("NFKD").replace(MARK, "").toLowerCase();

const sections = (...found) => {
  const { list } = found.at(-1);
  const joined = list
    .match(ONE)
    .map((one) => `${one.replace(" ", "")}§`)
    .join(" ");
  return ` ${joined} `;
};

const act = (...found) => {
  const { year, number } = found.at(-1);
  return YEAR.test(number) ? found[0] : `${number}/${year}`;
};

// the words of a text as they are compared
const words = (text) => {
  const plain = fold(text)
    .replace(SAINT, "s")
    .replace(ENDING, "")
    .replace(GENITIVE, "")
    .trim()
    .replace(BLANKS, " ")
    .replace(DATED_ACT, act)
    .replace(SECTION_AFTER, sections)
    .replace(SECTION, sections);
  return (plain.match(WORD) ?? []).map((word) => word.replaceAll("'", "")).filter(Boolean);
};

export { fold, words };
