// Every screen of the product: who opens it and where it is.

/** The first link of a list whose address begins with `start` and leads to what is there already. */
const first = (list, start) => async (page) => {
  await page.goto(list);
  return page.locator(`main a[href^="${start}"]:not([href$="/new"])`).first().getAttribute('href');
};

const entry = (key) => first(`/diary/${key}`, `/diary/${key}/`);

/** Screens by the name of the role that opens them; the value says where, or how to find out. */
export const SCREENS = {
  stranger: {
    'sign-in': '/sign-in',
    'sign-in-failed': '/sign-in?failed=1',
    'sign-in-wait': '/sign-in?wait=5',
    'sign-in-kept': '/sign-in?kept=1',
    'who-sees': '/who-sees',
    'not-found': '/nowhere',
  },
  student: {
    today: '/',
    contents: '/diary',
    section: '/diary/sections/me',
    start: '/diary/start/once',
    acquaintance: '/diary/acquaintance/once',
    strengths: '/diary/strengths/once',
    interests: '/diary/interests/once',
    values: '/diary/values/once',
    'study-style': '/diary/study_style/once',
    'year-questions': '/diary/year_questions/once',
    professions: '/diary/profession_card',
    profession: entry('profession_card'),
    trial: entry('career_trial'),
    'want-can-need': '/diary/want_can_need/once',
    event: entry('event'),
    encounter: entry('encounter'),
    weeks: '/diary/week',
    week: '/diary/week/2026-w12',
    'week-shown': '/diary/week/2026-w11',
    notes: '/diary/free',
    note: entry('free'),
    'note-new': '/diary/free/new',
    'nothing-to-show': '/diary/free/new?nothing=1',
    history: '/diary/values/once/history',
    readings: '/readings',
    checkins: '/checkins',
    settings: '/settings',
    'who-sees': '/who-sees',
    'not-found': '/diary/nowhere',
  },
  newcomer: {
    today: '/',
    contents: '/diary',
    section: '/diary/sections/me',
    professions: '/diary/profession_card',
    'profession-new': '/diary/profession_card/new',
    weeks: '/diary/week',
    notes: '/diary/free',
    readings: '/readings',
    checkins: '/checkins',
  },
  student10: {
    today: '/',
    contents: '/diary',
    'future-picture': '/diary/future_picture/once',
    practice: entry('partner_practice'),
    alumnus: '/diary/alumnus_meeting',
  },
  tutor: {
    shown: '/shown',
    opened: first('/shown', '/shown/'),
    class: '/class',
    'pages-of-student': first('/class', '/shown?student='),
    settings: '/settings',
  },
  psychologist: {
    wellbeing: '/wellbeing',
    student: first('/wellbeing', '/wellbeing/'),
    shown: '/shown',
    opened: first('/shown', '/shown/'),
  },
  deputy: {
    school: '/school',
    shown: '/shown',
  },
  admin: {
    people: '/people',
    school: '/school',
  },
};

/** Who plays the role. */
export const LOGINS = {
  student: 'varya',
  newcomer: 'novichok',
  student10: 'timur',
  tutor: 'olga',
  psychologist: 'inna',
  deputy: 'natalya',
  admin: 'anton',
};

/** Where the screen is for whoever is signed in. */
export const addressOf = async (page, screen) => (typeof screen === 'string' ? screen : screen(page));
