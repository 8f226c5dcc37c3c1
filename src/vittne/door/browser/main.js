/** What every page with script begins with. */

import { BadCode, generateCode, readCode } from "./code.js";
import { answerIds, derive } from "./derive.js";
import { sealMessage } from "./message.js";
import { openReply } from "./reply.js";
import { BadBlock, readBlock, writeBlock, writeSlip } from "./block.js";

globalThis.vittne = {
  BadBlock, BadCode, answerIds, derive, generateCode, openReply, readBlock, readCode, sealMessage, writeBlock, writeSlip,
};
