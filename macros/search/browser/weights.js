// What counts how much. Each number stands on a plateau: a third more or less moves no share of found pages by more than 0.02.

// what a word of a phrase is worth, by what the phrase is of its page
const WEIGHT = {
  title: 10,
  name: 9,
  place: 8,
  abroad: 7,
  term: 7,
  answer: 7,
  foreign: 5,
  heading: 4,
  question: 4,
  summary: 3,
  text: 1,
  act: 1,
};
// what a phrase is worth that is typed whole
const WHOLE = {
  title: 1000,
  together: 950, // the title of a page, and a heading on it
  beside: 920, // another name of a page, and a heading on it
  name: 900,
  heading: 900,
  question: 900,
  place: 850,
  titled: 850, // a term of a page that has the words in its title too
  quiet: 800, // a heading of a page that mentions everything
  abroad: 700,
  answer: 700,
  act: 700,
  term: 450,
  foreign: 400,
};
const SUBJECT = new Set(["title", "name", "abroad", "term", "foreign", "answer"]); // what says what a page is about
const OWN = new Set(["title", "name", "term", "answer", "heading", "question", "summary"]); // in the language of the page
const TERMS = new Set(["term", "foreign"]);
const TITLES = new Set(["title", "name"]);

// how well a meaning fits what was typed
const QUALITY = { exact: 1, meant: 0.8, beside: 0.1, begun: 0.6, within: 0.45, error: 0.6, errors: 0.4, shortened: 0.45, part: 0.3 };
const NEARLY = 0.6; // how well each word has to fit so that a phrase was typed whole in other forms
const NAMED = 0.95; // how much of a name was typed that tells what a page is about, beside other words
const WHOLLY = 0.85; // what such a phrase is worth, of one that was typed as it is

const QUIET = 0.5; // weight of pages that mention everything
const KIND = 0.2; // of what a phrase typed whole is worth, the part that depends on the kind of the page
const OFTEN = 4; // a heading that stands on so many pages leads to none of them
const SHARE = 0.6; // of the weight of a phrase that depends on how much of it is typed
const AGAIN = 0.15; // of what other names and terms add that have the word too
const LACKING = 0.6; // what a page keeps that lacks a word, beside the root of how much of what was typed it has
const TOGETHER = 1.25; // for all words in one place
const HALF = 1.5; // places with a word that make half of what its text is worth
const PLACE = 0.35; // of the name of a place beside other words
const GENERAL = 1.2; // what a word tells that is no subject beside a place: it is on two pages of five
const SMALL = 0.05; // of words that nobody looks for, among others
const ASKING = 0.15; // of words with which people ask
const FORGIVEN = { 1: 6, 2: 10 }; // typing errors, and the letters from which on so many are forgiven
const RARE = 7; // letters from which on an error is forgiven in words too by which nothing is called
const BEGUN = 3; // letters from which on a word of this language may go on; one more for names of places and of other languages
const WITHIN = 4; // letters of a word that is looked for in compounds, and of a part of one
const STEM = 5; // letters that stay when an ending is cut off, and the share of the word
const STEM_SHARE = 0.65;
const COMMON = 0.2; // share of pages from which on a word tells no place on them
const MANY = 40; // words that a begun one may stand for
const FOUND = 0.5; // of what was typed and is known, what a page has at least that counts as found
const FEW = 3; // words of which one that nobody knows may be the subject
const SURE = 0.4; // of what so few words tell, what the best page has to have beside it
const UNKNOWN = 0.7; // share of words that nobody knows from which on nothing is found

export {
  AGAIN,
  ASKING,
  BEGUN,
  COMMON,
  FEW,
  FORGIVEN,
  FOUND,
  GENERAL,
  HALF,
  KIND,
  LACKING,
  MANY,
  NAMED,
  NEARLY,
  OFTEN,
  OWN,
  PLACE,
  QUALITY,
  QUIET,
  RARE,
  SHARE,
  SMALL,
  STEM,
  STEM_SHARE,
  SUBJECT,
  SURE,
  TERMS,
  TITLES,
  TOGETHER,
  UNKNOWN,
  WEIGHT,
  WHOLE,
  WHOLLY,
  WITHIN,
};
