/** What a company's name says of its legal form, in the languages that lists are written in: it tells nobody apart. */

/** As single words, after transliteration, without dots: `S.A.` is `sa`, `ООО` is `ooo`. */
const FORM_WORDS: ReadonlySet<string> = new Set(
  [
    "ab ad ag ao aps as asa bhd bv co company corp corporation cjsc cv dd doo ead ehf ei eirl eood ev fzc fzco fze gbr",
    "gie gk gmbh hf iks inc incorporated ip jsc kft kg kgaa kk kkt ks lda limited limitada llc llp lp ltd ltda mbh nv",
    "nyrt oao ohg ojsc ooo ood ou oy oyj pao pjsc plc pllc private pt pte pty pvt qsc rl rt sa sac sad sae sal saog sapi",
    "sarl sas sasu sca scs sdn se sia sl slu snc spa spzoo sprl srl sro tbk too tov uab ug vof wll zao zrt",
    "limitee anonima anonyme aktiengesellschaft gesellschaft unternehmergesellschaft aktsionernoe aktsionernoye",
    "obshchestvo obschestvo ogranichennoi ogranichennoy otvetstvennostyu otvetstvennostiu tovarystvo sherkat sharikat",
  ].flatMap((line) => line.split(" ")),
);

/** Those of them that stand before the name. Others do not: the first letters of `A.B. Trading` are no Swedish form. */
const LEADING_FORM_WORDS: ReadonlySet<string> = new Set(
  "ao cjsc ip jsc llc oao ohg ojsc ooo ou pao pjsc pt sherkat sharikat sia too tov uab zao".split(" "),
);

/** Runs of words that are a form only together. */
const FORM_PHRASES: readonly string[] = [
  "limited liability company",
  "limited liability partnership",
  "public joint stock company",
  "open joint stock company",
  "closed joint stock company",
  "private joint stock company",
  "joint stock company",
  "public limited company",
  "private limited company",
  "free zone company",
  "free zone establishment",
  "sociedad anonima de capital variable",
  "sociedad anonima",
  "sociedad limitada",
  "sociedade anonima",
  "societe anonyme",
  "societe a responsabilite limitee",
  "societa per azioni",
  "obshchestvo s ogranichennoy otvetstvennostyu",
  "sp z oo",
  "sp zoo",
  "s de rl de cv",
  "s de rl",
  "sa de cv",
  "sa p i de cv",
  "sapi de cv",
  "a s",
  "s a",
  "o o o",
  "gmbh co kg",
].sort((a, b) => b.length - a.length);

/** Chinese and Japanese names have no spaces; the form stands at either end. */
const HAN_FORMS =
  /(?:^(?:株式会社|有限会社|合同会社))|(?:(?:股份有限公司|有限责任公司|有限責任公司|控股有限公司|集团有限公司|有限公司|株式会社|有限会社|合同会社|公司|集团|集團)$)/gu;

/** Words without the legal form at their ends. A name that is nothing but form keeps it. */
export function withoutLegalForm(words: readonly string[]): string[] {
  let rest = words.map((word) => word.replace(HAN_FORMS, "") || word);
  for (;;) {
    const shorter = dropOneForm(rest);
    if (shorter.length === 0 || shorter.length === rest.length) return rest;
    rest = shorter;
  }
}

function dropOneForm(words: readonly string[]): string[] {
  for (const phrase of FORM_PHRASES) {
    const form = phrase.split(" ");
    if (words.length <= form.length) continue;
    if (words.slice(-form.length).join(" ") === phrase) return words.slice(0, -form.length);
    if (words.slice(0, form.length).join(" ") === phrase) return words.slice(form.length);
  }
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (words.length > 1 && (FORM_WORDS.has(last) || last === "and")) return words.slice(0, -1);
  if (words.length > 1 && LEADING_FORM_WORDS.has(first)) return words.slice(1);
  return [...words];
}

/** Words that many companies have in their names, so that one of them says little. */
export const COMMON_COMPANY_WORDS: ReadonlySet<string> = new Set(
  [
    "agency associates bank business capital center centre commerce commercial construction consulting development",
    "distribution electronics energy engineering enterprise enterprises establishment europe export factory finance",
    "financial foundation fund general global group holding holdings house import industrial industries industry",
    "institute insurance international invest investment investments logistics management manufacturing marine maritime",
    "marketing metal metals national network office oil petroleum plant production products research sales service shipyard",
    "services shipping solution solutions system systems tech technical technologies technology trade trading transport",
    "transportation travel ventures world worldwide",
    "torgovyy torgovyi dom zavod kompaniya kompaniia firma gruppa grupp grupo groupe gruppe tijarah comercio comercial",
    "comercializadora servicios handel handels and the of de la el und et y i",
  ].flatMap((line) => line.split(" ")),
);
