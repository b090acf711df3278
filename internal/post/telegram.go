package post

import (
	"bytes"
	"context"
	"strings"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// telegram reads the JSON that Telegram Desktop exports: one chat
//
//	{"name": …, "type": …, "id": …, "messages": [message, …]}
//
// or the chats of an account, {"chats": {"list": [chat, …]}, …}. Every message
// is a record.
type telegram struct {
	feed
	mask  *mask
	clock clock
	zone  string // in which times without one are read, for the warning
}

// sniffTelegram looks for the names of a chat or of an account's export, and
// of messages where the head reaches them.
func sniffTelegram(head []byte) int {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(start) == 0 || start[0] != '{' || !isText(head) {
		return 0
	}
	names := topNames(start)
	switch {
	case names.all("about", "personal_information"), names.all("about", "chats"):
		return 95
	case !names.all("type", "id", "messages"):
		return 0
	case hasNames(head, "date", "from_id"), hasNames(head, "date_unixtime"), hasNames(head, "date", "actor"):
		return 97
	}
	return 0
}

func readTelegram(ctx context.Context, in *source.Stream, opt source.Options, to source.Sink[Post]) error {
	m := &mask{in: in}
	r := &telegram{feed: newFeed(m, to), mask: m, clock: clock{zone: opt.Zone}}
	if opt.Zone != nil {
		r.zone = opt.Zone.String()
	}
	r.each, r.count, r.fill = r.envelope, r.nextRow, r.message
	if err := r.messages(ctx); err != nil {
		return err
	}
	if m.unclosed() {
		whole := source.Where{Line: 1} // of no one record
		return to.Issue(source.Issue{Where: whole, Problem: lang.M("list-open")})
	}
	return nil
}

// messages reads one message after another. Of a broken one only the bytes up
// to the fault are shown: on the line after it mask may have blanks.
func (r *telegram) messages(ctx context.Context) error {
	for r.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.Problem != "" {
			r.Raw = r.Raw[:min(int64(len(r.Raw)), r.At)]
		}
		if err := r.value(); err != nil {
			return err
		}
	}
	return r.Err()
}

// message makes a post of a message.
func (r *telegram) message(v *fastjson.Value, p *Post) (string, lang.Message) {
	switch kind := str(v, "type"); kind {
	case "message":
	case "service":
		return "type", lang.M("service-message", "action", quoted(str(v, "action")))
	default:
		return "type", lang.M("not-a-post")
	}
	number := r.scalar(v, "id")
	if number == "" {
		return "id", lang.M("field-missing", "field", "id")
	}
	if column, problem := r.time(v, p); problem.Key != "" {
		return column, problem
	}
	p.Platform = "telegram"
	p.Handle = str(v, "from")
	if p.Account = first(r.scalar(v, "from_id"), p.Handle); p.Account == "" {
		return "from_id", lang.M("field-missing", "field", "from_id")
	}
	chat := r.mask.chatOf(r.at.Offset)
	p.ID = r.messageID(chat, number)
	p.Client = handle(str(v, "via_bot"))
	r.act(v, chat, p)
	r.content(v, p)
	r.media(v, chat, p)
	return "", lang.Message{}
}

// messageID is the id of a message among those of all chats: messages are
// numbered within their chat.
func (r *feed) messageID(chat, number string) string {
	if chat == "" {
		return number
	}
	return r.join(chat, "/", number)
}

// time reads when a message was sent: date_unixtime, else date, which is in
// the zone of the computer that exported it and does not say which.
func (r *telegram) time(v *fastjson.Value, p *Post) (column string, problem lang.Message) {
	if at := r.scalar(v, "date_unixtime"); at != "" {
		p.Time, problem = r.clock.read(at)
		return "date_unixtime", problem
	}
	at := str(v, "date")
	if at == "" {
		return "date_unixtime", lang.M("field-missing", "field", "date_unixtime")
	}
	if p.Time, problem = r.clock.read(at); problem.Key == "" {
		r.warn("date", lang.M("local-time", "field", "date", "zone", r.zone))
	}
	return "date", problem
}

// act reads what the message forwards or answers. The export names the chat
// that a forwarded message comes from, but not the message: RepostOf stays
// empty.
func (r *telegram) act(v *fastjson.Value, chat string, p *Post) {
	p.Act = Original
	if number := r.scalar(v, "reply_to_message_id"); number != "" {
		if peer := digitsOf(r.scalar(v, "reply_to_peer_id")); peer != "" {
			chat = peer
		}
		p.Act, p.ReplyTo = Reply, r.messageID(chat, number)
	}
	if v.Get("forwarded_from") != nil || v.Get("forwarded_from_id") != nil {
		p.Act = Repost
	}
}

// digitsOf is the number in an id such as "channel1234".
func digitsOf(id string) string {
	return strings.TrimLeft(id, "abcdefghijklmnopqrstuvwxyz")
}

// content takes the text, a string or a list of strings and entities, and the
// entities: those of text_entities, which is newer, else those in the text.
func (r *telegram) content(v *fastjson.Value, p *Post) {
	text := v.Get("text")
	entities := v.GetArray("text_entities")
	if text != nil && text.Type() == fastjson.TypeArray {
		begin := len(r.scratch)
		for _, part := range text.GetArray() {
			piece := part.GetStringBytes()
			if part.Type() == fastjson.TypeObject {
				piece = part.GetStringBytes("text")
			}
			r.scratch = append(r.scratch, piece...)
		}
		p.Text = alias(r.scratch[begin:])
		if v.Get("text_entities") == nil {
			entities = text.GetArray()
		}
	} else {
		p.Text = alias(text.GetStringBytes())
	}
	for _, e := range entities {
		if e.Type() == fastjson.TypeObject {
			r.entity(e, p)
		}
	}
}

// entity takes what a stretch of the text stands for.
func (r *telegram) entity(e *fastjson.Value, p *Post) {
	text := str(e, "text")
	switch str(e, "type") {
	case "link":
		p.Links = appendOnce(p.Links, text)
	case "text_link":
		p.Links = appendOnce(p.Links, str(e, "href"))
	case "hashtag":
		p.Hashtags = appendBare(p.Hashtags, text, roleHashtag)
	case "mention":
		p.Mentions = appendBare(p.Mentions, text, roleMention)
	case "mention_name":
		if id := r.scalar(e, "user_id"); id != "" {
			p.Mentions = append(p.Mentions, r.join("user", id))
		}
	}
}

// media takes the files of the message, as paths within the export under the
// chat's id: the export has no id of a file. In round brackets it says why it
// has none.
func (r *telegram) media(v *fastjson.Value, chat string, p *Post) {
	for _, name := range [...]string{"photo", "file"} {
		if path := str(v, name); path != "" && path[0] != '(' {
			p.Media = append(p.Media, r.messageID(chat, path))
		}
	}
}
