/** Letters to the plain Latin ones that passports and sanctions lists write them with. */

const CYRILLIC: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  ґ: "g",
  д: "d",
  ђ: "dj",
  ѓ: "g",
  е: "e",
  є: "ye",
  ж: "zh",
  з: "z",
  ѕ: "dz",
  и: "i",
  і: "i",
  й: "y",
  ј: "j",
  к: "k",
  л: "l",
  љ: "lj",
  м: "m",
  н: "n",
  њ: "nj",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  ћ: "c",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  џ: "dz",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
  ә: "a",
  ғ: "g",
  қ: "k",
  ң: "n",
  ө: "o",
  ұ: "u",
  ү: "u",
  һ: "h",
  ҳ: "h",
  ҷ: "j",
  ӣ: "i",
  ӯ: "u",
};

const GREEK: Readonly<Record<string, string>> = {
  α: "a",
  β: "v",
  γ: "g",
  δ: "d",
  ε: "e",
  ζ: "z",
  η: "i",
  θ: "th",
  ι: "i",
  κ: "k",
  λ: "l",
  μ: "m",
  ν: "n",
  ξ: "x",
  ο: "o",
  π: "p",
  ρ: "r",
  σ: "s",
  ς: "s",
  τ: "t",
  υ: "y",
  φ: "f",
  χ: "ch",
  ψ: "ps",
  ω: "o",
};

const GEORGIAN: Readonly<Record<string, string>> = {
  ა: "a",
  ბ: "b",
  გ: "g",
  დ: "d",
  ე: "e",
  ვ: "v",
  ზ: "z",
  თ: "t",
  ი: "i",
  კ: "k",
  ლ: "l",
  მ: "m",
  ნ: "n",
  ო: "o",
  პ: "p",
  ჟ: "zh",
  რ: "r",
  ს: "s",
  ტ: "t",
  უ: "u",
  ფ: "p",
  ქ: "k",
  ღ: "gh",
  ყ: "q",
  შ: "sh",
  ჩ: "ch",
  ც: "ts",
  ძ: "dz",
  წ: "ts",
  ჭ: "ch",
  ხ: "kh",
  ჯ: "j",
  ჰ: "h",
};

/** Latin letters that no decomposition takes apart. */
const LATIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ə: "e",
  ħ: "h",
  ŋ: "n",
  ʻ: "",
  ʼ: "",
};

/** Arabic letters that writers exchange for each other. The script itself stays: its short vowels are not written. */
const ARABIC: Readonly<Record<string, string>> = {
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
  ـ: "",
  ء: "",
};

const LETTERS: ReadonlyMap<string, string> = new Map(
  [CYRILLIC, GREEK, GEORGIAN, LATIN, ARABIC].flatMap((table) => Object.entries(table)),
);

/** Characters that nobody sees, some of which count as letters: a name with them in it reads as the one without. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Cyrillic and Greek letters that look like Latin ones, to what they look like; both cases, since these look different. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  [
    ["АВЕЅІЈКМНОРСТУХҮԀԚԜӀаеѕіјорсухүһԁԛԝӏ", "ABESIJKMHOPCTYXYDQWIaesijopcyxyhdqwl"],
    ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχϲ", "ABEZHIKMNOPTYXaivopuxc"],
  ].flatMap(([from = "", to = ""]) =>
    Array.from(from, (letter, index) => [letter, to[index] ?? letter] as const),
  ),
);

/** A word of two alphabets is written to be read as Latin: so read, and not letter by letter. */
function readAsLatin(text: string): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const isMixed = /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word);
    return isMixed ? Array.from(word, (letter) => LOOKALIKES.get(letter) ?? letter).join("") : word;
  });
}

/**
 * Lower case without accents and without what nobody sees; Cyrillic, Greek and Georgian in Latin letters (near BGN/PCGN, which passports follow).
 * Other scripts keep their letters, since they have no one spelling in Latin: lists carry such names as aliases. Foreign
 * letters in a Latin word are taken for those that they look like.
 */
export function transliterate(text: string): string {
  const composed = readAsLatin(text.normalize("NFKC").replace(UNSEEN, "")).toLowerCase();
  // Й is a letter of its own and must not come apart into И and a breve; likewise the other mapped ones.
  const mapped = replaceLetters(composed);
  const stripped = mapped
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
  return replaceLetters(stripped);
}

function replaceLetters(text: string): string {
  return Array.from(text, (letter) => LETTERS.get(letter) ?? letter).join("");
}
