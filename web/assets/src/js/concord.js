// What the pages gain from a script. Every page works without it; each part reads attributes that COMPONENTS.md lists, and none sets
// a style, so that the strictest Content-Security-Policy holds.
import { lookAgain } from "./again.js";
import { limitAudiences } from "./audience.js";
import { saveDrafts } from "./autosave.js";
import { countCharacters } from "./count.js";
import { addToolbars, showPreviews } from "./editor.js";
import { closeMenus, copyText, focusErrors, printPages, reachWideTables, revealCurrentTab, submitOnChange } from "./page.js";
import { submitOnce } from "./once.js";
import { usePasskeys } from "./passkey.js";
import { warnBeforeExpiry } from "./session.js";

focusErrors();
revealCurrentTab();
reachWideTables();
closeMenus();
submitOnce();
submitOnChange();
limitAudiences();
countCharacters();
addToolbars();
showPreviews();
saveDrafts();
copyText();
printPages();
usePasskeys();
warnBeforeExpiry();
lookAgain();
