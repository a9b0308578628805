// Every screen of the product: who opens it and where it is.

/** The first link of a list whose address begins with `start` and leads to what is there already. */
const first = (list, start) => async (page) => {
  await page.goto(list);
  return page.locator(`main a[href^="${start}"]:not([href$="/new"])`).first().getAttribute('href');
};

const entry = (key) => first(`/diary/${key}`, `/diary/${key}/`);

/** The page of that name which a student showed to the class tutor. */
const shownTo = (student, title) => async (page) => {
  await page.goto('/class');
  await page.getByRole('link', { name: student }).click();
  return page.locator('.queue a', { hasText: title }).first().getAttribute('href');
};

/** Screens by the name of the role that opens them; the value says where, or how to find out. */
export const SCREENS = {
  stranger: {
    'sign-in': '/sign-in',
    'sign-in-failed': '/sign-in?failed=1',
    'sign-in-wait': '/sign-in?wait=5',
    'sign-in-kept': '/sign-in?kept=1',
    'who-sees': '/who-sees',
    help: '/help',
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
    'choice-section': '/diary/sections/choice',
    comparison: '/diary/profile_comparison/once',
    decision: '/diary/profile_decision/once',
    college: '/diary/college/new',
    subjects: '/diary/oge_subjects/once',
    'topics-cards': '/diary/oge_topics',
    mocks: '/diary/oge_mocks/once',
    'exam-plan': '/diary/oge_plan/once',
    goals: '/diary/goal',
    goal: '/diary/goal/new',
    months: '/diary/month',
    month: '/diary/month/2026-11',
    term: '/diary/study_term/2026-q1',
    achievement: '/diary/achievement/new',
    'final-project': '/diary/final_project/new',
    'helps-me': '/diary/helps_me/once',
    talk: '/talk',
    circle: '/diary/circle/once',
    letters: '/diary/letter',
    letter: '/diary/letter/new',
    'half-year': '/diary/half_year/once',
    year: '/diary/year/once',
    path: '/path',
    'then-and-now': '/path/then-and-now',
    areas: '/path/areas',
    'see-as': '/see-as?reader=psychologist',
    'page-as': '/diary/acquaintance/once/as',
    paper: '/print',
    'paper-section': '/diary/sections/me/print',
    'paper-page': '/diary/acquaintance/once/print',
    weeks: '/diary/week',
    week: '/diary/week/2026-w12',
    'week-shown': '/diary/week/2026-w11',
    notes: '/diary/free',
    note: entry('free'),
    'note-new': '/diary/free/new',
    'nothing-to-show': '/diary/free/new?nothing=1',
    history: '/diary/values/once/history',
    'access-log': '/readings',
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
    'access-log': '/readings',
    checkins: '/checkins',
  },
  student10: {
    today: '/',
    contents: '/diary',
    'future-picture': '/diary/future_picture/once',
    practice: entry('partner_practice'),
    alumnus: '/diary/alumnus_meeting',
    iep: '/diary/iep/once',
    subject: '/diary/profile_subject/new',
    'topics-new': '/diary/ege_topics/new',
    topics: entry('ege_topics'),
    project: '/diary/project_passport/once',
    'project-work': '/diary/project_work/once',
    'project-defence': '/diary/project_defence/once',
    research: '/diary/research_design/once',
    session: '/diary/session_self/new',
    exams: '/diary/ege_choice/once',
    mocks: entry('ege_mocks'),
    route: entry('route_after'),
    'route-compare': '/diary/route_compare/once',
    load: '/diary/load/2026-w12',
    'ideal-week': '/diary/ideal_week/2026-10',
    'half-year': '/diary/half_year/2026-h1',
    graduation: '/diary/graduation/once',
    path: '/path',
  },
  tutor: {
    shown: '/shown',
    opened: first('/shown', '/shown/'),
    postponed: '/shown?part=postponed',
    decisions: '/decisions',
    requests: '/requests',
    request: first('/requests', '/requests/'),
    stances: shownTo('Сомова', /Предметы\s*·\s*ОГЭ/),
    class: '/class',
    'pages-of-student': first('/class', '/shown?student='),
    settings: '/settings',
  },
  psychologist: {
    requests: '/requests',
    request: first('/requests', '/requests/'),
    wellbeing: '/wellbeing',
    student: first('/wellbeing', '/wellbeing/'),
    shown: '/shown',
    opened: first('/shown', '/shown/'),
  },
  deputy: {
    decisions: '/decisions',
    school: '/school',
    edition: first('/school', '/school/editions/'),
    shown: '/shown',
    opened: first('/shown', '/shown/'),
  },
  admin: {
    people: '/people',
    'people-found': '/people?q=ан',
    'people-nobody': '/people?q=zzz',
    school: '/school',
    contacts: '/school/contacts',
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
