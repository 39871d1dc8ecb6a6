/** Names that must be found to be alike, by the score and by the search in the database: why, ours, the list's. For tests. */

export const MATCHING_PERSONS: readonly (readonly [why: string, own: string, theirs: string])[] = [
  ["the same name", "Ivan Petrov", "Ivan Petrov"],
  ["another order", "Petrov Ivan", "Ivan Petrov"],
  ["Cyrillic", "Vladimir Zhirinov", "Владимир Жиринов"],
  ["a German transliteration", "Wladimir Schirinowskij", "Vladimir Zhirinovsky"],
  ["a French transliteration", "Vladimir Jirinowski", "Vladimir Zhirinovskiy"],
  ["Ukrainian letters", "Yulia Tymoshchenko", "Юлія Тимощенко"],
  ["Greek", "Eleni Papadaki", "Ελένη Παπαδάκη"],
  ["accents", "Jorg Muller", "Jörg Müller"],
  ["written-out umlauts", "Joerg Mueller", "Jörg Müller"],
  ["a patronymic that one side leaves out", "Ivan Petrov", "Petrov Ivan Sergeyevich"],
  ["a middle name that the other side leaves out", "José María Silvério", "Jose Silverio"],
  ["two typing errors", "Vladmir Puttilin", "Vladimir Putilin"],
  ["Arabic vowels as one likes", "Muhammad Hasan", "Mohamed Hassan"],
  ["an article joined", "Abdulrahman Alfayed", "Abdul Rahman Al Fayed"],
  ["Usama and Osama", "Usama bin Ladin", "Osama Bin Laden"],
  ["another spelling of the same sound", "Jon Smyth", "John Smith"],
  ["an initial", "J. Smith", "John Smith"],
  ["Arabic script on both sides", "محمد علي", "علي محمّد"],
  ["Chinese characters on both sides", "端木蜻蜓", "端木蜻蜓"],
];

export const MATCHING_COMPANIES: readonly (readonly [why: string, own: string, theirs: string])[] = [
  ["another legal form", "Acme Ltd", "ACME Inc."],
  ["no legal form", "Acme", "Acme S.A. de C.V."],
  ["Russian", "Severny Veter LLC", "ООО «Северный Ветер»"],
  ["a common word more", "Rosneft", "Rosneft Oil Company"],
  ["spaces", "Al Qaida", "Alqaida"],
  ["a typing error", "Petrochemcial Industries Ltd", "Petrochemical Industries"],
  ["Chinese", "上海星辰贸易", "上海星辰贸易有限公司"],
  ["a part of a long name", "Blue Ocean Marine Services Ltd", "Blue Ocean Marine"],
];
