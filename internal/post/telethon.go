package post

import (
	"bytes"
	"context"
	"time"

	"github.com/valyala/fastjson"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

// telethon reads messages of Telegram's API as the library Telethon writes
// them to JSON and as 4CAT collects them with it: one message in each value,
// with the type of every object in "_" or "_type". 4CAT adds what it knows of
// the chat and the sender in "_chat" and "_sender".
//
// Ids are written as Telegram Desktop exports them, so that both kinds of
// file speak of the same accounts and messages: "user12", "channel34",
// message "34/56".
type telethon struct {
	feed
	clock clock
}

// maxEntities is how many entities of one message are read; Telegram allows
// a hundred.
const maxEntities = 1000

func sniffTelethon(head []byte) int {
	object := firstObject(head)
	if object == nil {
		return 0
	}
	names := topNames(object)
	switch {
	case !names.all("id", "date", "message") || !names.any("peer_id", "to_id", "_chat"):
		return 0
	case bytes.Contains(object, []byte(`"Peer`)), names.all("_chat", "_sender"):
		return 96
	}
	return 0
}

func readTelethon(ctx context.Context, in *source.Stream, _ source.Options, to source.Sink[Post]) error {
	r := &telethon{feed: newFeed(in, to), clock: clock{zone: time.UTC}}
	r.parts = func(raw []byte, to [][]byte) ([][]byte, bool) { return listed(raw, to, "messages") }
	r.fill = r.message
	return r.run(ctx)
}

// message makes a post of a message.
func (r *telethon) message(v *fastjson.Value, p *Post) (string, lang.Message) {
	if kind := first(str(v, "_"), str(v, "_type")); kind == "MessageService" || isObject(v.Get("action")) {
		return "action", lang.M("service-message", "action", quoted(tlType(v.Get("action"))))
	}
	number, at := r.scalar(v, "id"), r.scalar(v, "date")
	switch {
	case number == "" || v.Get("message") == nil:
		return "", lang.M("not-a-post")
	case at == "":
		return "date", lang.M("field-missing", "field", "date")
	}
	var problem lang.Message
	if p.Time, problem = r.clock.read(at); problem.Key != "" {
		return "date", problem
	}
	peer := v.Get("peer_id")
	if peer == nil {
		peer = v.Get("to_id")
	}
	p.Platform = "telegram"
	if p.Account = r.sender(v, peer); p.Account == "" {
		return "from_id", lang.M("field-missing", "field", "from_id")
	}
	p.Handle = first(str(v, "_sender", "username"), str(v, "_chat", "username"))
	if isObject(v.Get("from_id")) && str(v, "_sender", "username") == "" {
		p.Handle = "" // the chat's name is not that of who wrote in it
	}
	chat := first(r.peerNumber(peer), r.scalar(v, "_chat", "id"))
	p.ID = r.messageID(chat, number)
	if bot := r.scalar(v, "via_bot_id"); bot != "" {
		p.Client = r.join("user", bot)
	}
	r.act(v, chat, p)
	r.content(v, p)
	return "", lang.Message{}
}

func isObject(v *fastjson.Value) bool { return v != nil && v.Type() == fastjson.TypeObject }

// tlType is the name of the type of an object.
func tlType(v *fastjson.Value) string { return first(str(v, "_"), str(v, "_type")) }

// sender is who sent a message: the user or channel that it names, else the
// channel that it stands in.
func (r *telethon) sender(v, peer *fastjson.Value) string {
	from := v.Get("from_id")
	if id := r.peerName(from); id != "" {
		return id
	}
	if id := r.scalar(v, "from_id"); id != "" {
		return r.join("user", id) // as before 2020
	}
	if id := r.scalar(v, "_sender", "id"); id != "" {
		if v.Get("_sender", "broadcast") != nil || v.Get("_sender", "title") != nil {
			return r.join("channel", id)
		}
		return r.join("user", id)
	}
	return r.peerName(peer)
}

// peerName is the id of a user, group or channel with its kind.
func (r *telethon) peerName(peer *fastjson.Value) string {
	for _, kind := range [...]string{"channel", "user", "chat"} {
		if id := r.scalar(peer, kind+"_id"); id != "" {
			return r.join(kind, id)
		}
	}
	return ""
}

// peerNumber is the id of a user, group or channel.
func (r *telethon) peerNumber(peer *fastjson.Value) string {
	return first(r.scalar(peer, "channel_id"), r.scalar(peer, "chat_id"), r.scalar(peer, "user_id"))
}

// act reads what the message forwards or answers.
func (r *telethon) act(v *fastjson.Value, chat string, p *Post) {
	p.Act = Original
	reply := first(r.scalar(v, "reply_to", "reply_to_msg_id"), r.scalar(v, "reply_to_msg_id"))
	if reply != "" {
		p.Act = Reply
		p.ReplyTo = r.messageID(first(r.peerNumber(v.Get("reply_to", "reply_to_peer_id")), chat), reply)
	}
	forward := v.Get("fwd_from")
	if !isObject(forward) {
		return
	}
	p.Act = Repost
	number := r.scalar(forward, "channel_post")
	from := first(r.peerNumber(forward.Get("from_id")), r.scalar(forward, "channel_id"))
	if number != "" && from != "" {
		p.RepostOf = r.messageID(from, number)
	}
}

// content takes text and objects.
func (r *telethon) content(v *fastjson.Value, p *Post) {
	p.Text = str(v, "message")
	cut := utf16Text{text: p.Text}
	for i, e := range v.GetArray("entities") {
		if i == maxEntities {
			break
		}
		piece := cut.at(e.GetInt("offset"), e.GetInt("length"))
		switch tlType(e) {
		case "MessageEntityUrl":
			p.Links = appendOnce(p.Links, piece)
		case "MessageEntityTextUrl":
			p.Links = appendOnce(p.Links, str(e, "url"))
		case "MessageEntityHashtag":
			p.Hashtags = appendBare(p.Hashtags, piece, roleHashtag)
		case "MessageEntityMention":
			p.Mentions = appendBare(p.Mentions, piece, roleMention)
		case "MessageEntityMentionName":
			if id := r.scalar(e, "user_id"); id != "" {
				p.Mentions = append(p.Mentions, r.join("user", id))
			}
		}
	}
	if v.Get("entities") == nil {
		p.Links = appendLinks(p.Links, p.Text)
		p.Hashtags = appendHashtags(p.Hashtags, p.Text)
		p.Mentions = appendMentions(p.Mentions, p.Text)
	}
	media := v.Get("media")
	p.Links = appendOnce(p.Links, str(media, "webpage", "url"))
	if id := first(r.scalar(media, "photo", "id"), r.scalar(media, "document", "id")); id != "" {
		p.Media = append(p.Media, id)
	}
}
