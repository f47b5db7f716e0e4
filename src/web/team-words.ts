/** What the pages of a team say besides, in both languages. */
export const TEAM_WORDS = {
  signIn: { en: 'Sign in', zh: '登录' },
  signOut: { en: 'Sign out', zh: '退出登录' },
  account: { en: 'Your account', zh: '我的账号' },
  accountOf: { en: 'Account {name}, {role}', zh: '账号：{name}（{role}）' },
  accountName: { en: 'Name', zh: '账号名' },
  password: { en: 'Password', zh: '密码' },
  signInLead: {
    en: 'Accounts are made in the shop’s folder with preclear team add.',
    zh: '账号由管理员在店铺文件夹中用 preclear team add 创建。',
  },
  signInWrong: {
    en: 'Name or password is wrong, or the account was closed.',
    zh: '账号名或密码错误，或账号已停用。',
  },
  signInWait: {
    en: 'Too many wrong passwords for this name. Try again in {seconds} seconds.',
    zh: '该账号密码错误次数过多，请在 {seconds} 秒后重试。',
  },
  signInBusy: {
    en: 'Too many people sign in at this moment. Try again in a minute.',
    zh: '当前登录人数过多，请一分钟后重试。',
  },
  changePassword: { en: 'Change the password', zh: '修改密码' },
  oldPassword: { en: 'Present password', zh: '当前密码' },
  newPassword: { en: 'New password', zh: '新密码' },
  newAgain: { en: 'New password again', zh: '再次输入新密码' },
  passwordChanged: {
    en: 'The password was changed. Other browsers were signed out.',
    zh: '密码已修改，其他浏览器已退出登录。',
  },
  passwordsDiffer: { en: 'The two new passwords differ; nothing was changed.', zh: '两次输入的新密码不一致，未做修改。' },
  oldWrong: { en: 'The present password is wrong; nothing was changed.', zh: '当前密码错误，未做修改。' },
  logIn: { en: 'signed in', zh: '登录' },
  logOut: { en: 'signed out', zh: '退出登录' },
  logOutAll: { en: 'signed out everywhere', zh: '在所有设备上退出' },
  logWrong: { en: '{count} wrong passwords in a row for {name}', zh: '{name} 连续 {count} 次密码错误' },
  logPassword: { en: 'changed the password', zh: '修改密码' },
  signOutAll: { en: 'Sign out everywhere', zh: '在所有设备上退出' },
} as const;
