// What is said about pages, in the stand-in.
import type { CommandError, EntryView, ListeningStanding, Notice, RepliesView, ReplyInput, ReplyView } from './bindings';

interface Home {
  options: { partner: string | null; now: Date };
  entries: EntryView[];
  tell(notice: Notice): void;
}

const WORDS = ['thank-you', 'touched', 'with-you', 'smiling', 'proud', 'more'];
const refuse = (code: 'notFound' | 'notPending' | 'notYours'): never => {
  throw { code } as CommandError;
};

/** What the partner says is left to the test: it calls `partnerSays`. */
export class FakeReplies {
  readonly said = new Map<string, ReplyView[]>();
  readonly drafts = new Map<string, ReplyInput>();
  readonly leaving = new Map<string, { reply: ReplyInput; at: string }>();
  readonly left = new Set<string>();
  #count = 0;

  constructor(private readonly home: Home) {}

  answers() {
    return {
      listReplies: (id: string): RepliesView => this.view(id),
      keepReplyDraft: (id: string, draft: ReplyInput | null): null => {
        if (draft) this.drafts.set(id, draft);
        else this.drafts.delete(id);
        return null;
      },
      sendReply: (id: string, reply: ReplyInput): RepliesView => {
        this.leaving.set(id, { reply, at: new Date(Date.now() + 10_000).toISOString() });
        if (reply.kind === 'plain' || reply.kind === 'listening') this.drafts.set(id, reply);
        return this.view(id);
      },
      sendReplyNow: (id: string): RepliesView => {
        const { reply } = this.leaving.get(id) ?? refuse('notPending');
        this.leaving.delete(id);
        this.drafts.delete(id);
        this.#say(id, 'me', reply);
        return this.view(id);
      },
      withholdReply: (id: string): RepliesView => {
        if (!this.leaving.delete(id)) refuse('notPending');
        return this.view(id);
      },
      takeReplyAway: (reply: string): RepliesView => {
        for (const [id, replies] of this.said) {
          if (!replies.some((one) => one.id === reply)) continue;
          this.said.set(
            id,
            replies.filter((one) => one.id !== reply),
          );
          return this.view(id);
        }
        return refuse('notFound');
      },
      leaveListening: (id: string, left: boolean): RepliesView => {
        if (left) this.left.add(id);
        else this.left.delete(id);
        return this.view(id);
      },
    };
  }

  partnerSays(id: string, reply: ReplyInput): void {
    this.#say(id, 'partner', reply);
    this.home.tell({ kind: 'replyArrived', id });
  }

  view(id: string): RepliesView {
    const entry = this.home.entries.find((one) => one.id === id) ?? refuse('notFound');
    const replies = this.said.get(id) ?? [];
    const standing = this.#standing(replies);
    const mayReply = entry.audience === 'ours' && this.home.options.partner !== null && !entry.removed;
    return {
      replies,
      standing,
      mayReply,
      mayListen: mayReply && entry.author === 'partner' && (standing === 'open' || standing === 'notQuite'),
      mayJudge: mayReply && entry.author === 'me' && standing === 'said',
      leaving: this.leaving.get(id) ?? null,
      draft: this.drafts.get(id) ?? null,
      left: this.left.has(id),
      words: WORDS,
    };
  }

  #standing(replies: ReplyView[]): ListeningStanding {
    const last = replies.filter(({ says }) => says.kind === 'listening' || says.kind === 'verdict').at(-1)?.says;
    if (!last) return 'open';
    if (last.kind !== 'verdict') return 'said';
    if (last.right) return 'heard';
    return replies.filter(({ says }) => says.kind === 'listening').length > 1 ? 'letsTalk' : 'notQuite';
  }

  #say(id: string, author: 'me' | 'partner', input: ReplyInput): void {
    const replies = this.said.get(id) ?? [];
    const tries = replies.filter(({ says }) => says.kind === 'listening');
    const says: ReplyView['says'] =
      input.kind === 'listening' ? { ...input, round: tries.length + 1 } : input.kind === 'verdict' ? { ...input, of: tries.at(-1)?.id ?? id } : input;
    this.#count += 1;
    this.said.set(id, [...replies, { id: `reply-${this.#count}`, author, at: this.home.options.now.toISOString(), says }]);
  }
}
