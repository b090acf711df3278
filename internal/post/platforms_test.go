package post_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/source"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// TestPlatforms holds what each reader makes of each shape of its format, and
// that the format is recognised by its content.
func TestPlatforms(t *testing.T) {
	mexico := zone(t, "America/Mexico_City")
	for name, tt := range map[string]struct {
		format, in string
		zone       *time.Location
		posts      []string
		problems   []string
	}{
		"crowdtangle: pages": {
			"crowdtangle", crowdTanglePages, nil,
			[]string{
				"2021-05-05T16:00:00 account=100017 handle=a17 act=original id=100017_500017 platform=facebook links=https://example.org/nota?id=1,https://example.org/otra tags=hoy mentions=b2 text=Lea #hoy https://short.example/x con @b2 https://example.org/otra",
				"2021-12-05T17:00:00 account=100018 handle=A18 act=original id=7 platform=facebook media=https://www.facebook.com/a18/photos/7",
				"2021-12-05T12:00:00 account=a19 handle=a19 act=original id=8_9 platform=facebook text=solo",
			},
			[]string{"warn 3 Facebook Id rounded-id", "reject 4 Post Created zone-name", "reject 5 Post Created no-zone", "reject 6 Facebook Id field-empty", "reject 7 Post Created field-empty"},
		},
		"crowdtangle: pages with a zone": {
			"crowdtangle", crowdTanglePages, mexico,
			[]string{
				"2021-05-05T16:00:00 account=100017 handle=a17 act=original id=100017_500017 platform=facebook links=https://example.org/nota?id=1,https://example.org/otra tags=hoy mentions=b2 text=Lea #hoy https://short.example/x con @b2 https://example.org/otra",
				"2021-12-05T17:00:00 account=100018 handle=A18 act=original id=7 platform=facebook media=https://www.facebook.com/a18/photos/7",
				"2021-12-05T12:00:00 account=a19 handle=a19 act=original id=8_9 platform=facebook text=solo",
				"2021-12-05T18:00:00 account=100020 handle=a20 act=original id=100020_500020 platform=facebook text=ambigua",
				"2021-12-05T18:00:00 account=100020 handle=a20 act=original id=100020_500020 platform=facebook text=sin zona",
			},
			[]string{"warn 3 Facebook Id rounded-id", "reject 6 Facebook Id field-empty", "reject 7 Post Created field-empty"},
		},
		"crowdtangle: groups": {
			"crowdtangle", crowdTangleGroups, mexico,
			[]string{
				"2021-05-05T17:00:00 account=77 handle=grupo act=original id=77_88 platform=facebook media=https://www.facebook.com/v/1 text=texto",
			},
			nil,
		},
		"crowdtangle: before 2020": {
			"crowdtangle", crowdTangleOld, nil,
			[]string{
				"2018-05-05T16:00:00 account=100017 handle=a17 act=original id=100017_5 platform=facebook links=https://example.org/x text=texto",
			},
			[]string{"reject 2 Created not-a-time"},
		},
		"crowdtangle: Instagram": {
			"crowdtangle", crowdTangleInstagram, nil,
			[]string{
				"2021-05-05T10:00:00 account=a17 handle=a17 act=original id=Cabc platform=instagram tags=ya media=https://www.instagram.com/p/Cabc/ text=Vota #ya",
			},
			nil,
		},
		"crowdtangle-api: API": {
			"crowdtangle-api", crowdTangleAPI, nil,
			[]string{
				"2021-05-05T16:00:00 account=100017 handle=a17 act=original id=100017_5 platform=facebook links=https://example.org/nota,https://example.org/otra text=Lea https://short.example/x y https://short.example/y",
				"2021-05-05T16:00:01 account=100018 handle=A18 act=original id=100018_6 platform=facebook tags=ya media=https://www.facebook.com/f/6,https://cdn.example/l.jpg text=foto #ya",
			},
			[]string{"warn 2 date duplicate-field", "reject 3 date field-missing", "reject 4  not-a-post"},
		},
		"meta-library: Content Library": {
			"meta-library", metaLibrary, nil,
			[]string{
				"2024-05-05T12:00:00 account=100017 handle=a17 act=original id=901 platform=facebook language=es links=https://example.org/nota,https://example.org/otra tags=hoy mentions=b2 media=31,32 text=Lea #hoy @b2 https://example.org/otra",
				"2024-05-05T12:00:01 account=100018 handle=A18 act=repost id=902 platform=facebook language=es of=901 media=33",
				"2024-05-05T12:00:02 account=100018 handle=A18 act=quote id=903 platform=facebook language=es of=901 text=miren",
				"2024-05-05T12:00:03 account=A19 handle=A19 act=original platform=facebook language=es text=x",
			},
			[]string{"warn 4 id rounded-id", "reject 5 creation_time not-a-time", "reject 6 post_owner.id field-empty"},
		},
		"telegram: one chat": {
			"telegram", telegramChat, nil,
			[]string{
				"2021-05-05T10:01:00 account=channel1017 handle=Canal act=original id=1017/2 platform=telegram links=https://example.org/a,https://example.org/b tags=hoy media=1017/photos/photo_1@05-05-2021_12-01-00.jpg text=Lea https://example.org/a y esto #hoy",
				"2021-05-05T10:03:00 account=user18 act=reply id=1017/4 platform=telegram to=1017/2 text=sí",
			},
			[]string{"reject 1 type service-message", "reject 3 date no-zone", "reject 5 from_id field-missing", "reject 6  not-a-post", "reject 7 type not-a-post"},
		},
		"telegram: one chat with a zone": {
			"telegram", telegramChat, mexico,
			[]string{
				"2021-05-05T10:01:00 account=channel1017 handle=Canal act=original id=1017/2 platform=telegram links=https://example.org/a,https://example.org/b tags=hoy media=1017/photos/photo_1@05-05-2021_12-01-00.jpg text=Lea https://example.org/a y esto #hoy",
				"2021-05-05T17:02:00 account=user17 handle=A 17 act=repost id=1017/3 platform=telegram client=bot mentions=b2,user33 text=hola @b2C",
				"2021-05-05T10:03:00 account=user18 act=reply id=1017/4 platform=telegram to=1017/2 text=sí",
			},
			[]string{"reject 1 type service-message", "warn 3 date local-time", "reject 5 from_id field-missing", "reject 6  not-a-post", "reject 7 type not-a-post"},
		},
		"telegram: account": {
			"telegram", telegramAccount, nil,
			[]string{
				"2021-05-05T10:01:00 account=user18 handle=A act=original id=19/1 platform=telegram text=uno",
				"2021-05-05T10:01:02 account=user18 handle=A act=original id=19/3 platform=telegram text=tres",
				"2021-05-05T10:01:03 account=user18 handle=A act=original id=20/1 platform=telegram text=cuatro",
			},
			[]string{"reject 2  json-syntax"},
		},
		"telethon: Telethon and 4CAT": {
			"telethon", telethonLines, nil,
			[]string{
				"2021-05-05T12:00:00 account=channel1017 act=repost id=1017/5 platform=telegram of=99/44 links=https://example.org/a,https://example.org/b tags=hoy mentions=b2 text=😀 mira https://example.org/a aquí #hoy @b2",
				"2021-05-05T12:00:01 account=user17 act=reply id=1017/6 platform=telegram to=1017/5 tags=ya media=7700 text=sí #ya",
				"2021-05-05T12:00:02 account=user18 handle=a18 act=original id=1017/7 platform=telegram text=hola",
			},
			[]string{"reject 4 action service-message", "reject 5 date field-missing"},
		},
		"bluesky: Jetstream": {
			"bluesky", jetstream, nil,
			[]string{
				"2021-05-05T12:00:00.000001 account=did:plc:a17 act=original id=at://did:plc:a17/app.bsky.feed.post/k1 platform=bluesky language=es links=https://example.org/a?larga tags=hoy,extra mentions=did:plc:b2 text=Lea example.org/a… #hoy @b2",
				"2021-05-05T12:00:01 account=did:plc:a18 act=repost id=at://did:plc:a18/app.bsky.feed.repost/k2 platform=bluesky of=at://did:plc:a17/app.bsky.feed.post/k1",
				"2021-05-05T12:00:02 account=did:plc:a19 act=quote id=at://did:plc:a19/app.bsky.feed.post/k3 platform=bluesky of=at://did:plc:b2/app.bsky.feed.post/k9 to=at://did:plc:a17/app.bsky.feed.post/k1 links=https://example.org/b tags=ya media=bafy1,bafy2 text=de otro día https://example.org/b #ya",
				"2021-05-05T12:00:06 account=did:plc:a20 act=original id=at://did:plc:a20/app.bsky.feed.post/k5 platform=bluesky text=sin hora propia",
			},
			[]string{"reject 4 commit event-other", "reject 5 commit event-other", "reject 6 kind event-other", "reject 7 kind event-other", "warn 0 createdAt client-clock"},
		},
		"bluesky: tap": {
			"bluesky", tap, nil,
			[]string{
				"2021-05-05T12:00:00 account=did:plc:a17 act=original id=at://did:plc:a17/app.bsky.feed.post/k1 platform=bluesky media=bafy3 text=uno",
			},
			[]string{"reject 2 type event-other", "reject 3 createdAt field-missing"},
		},
		"bluesky: answers": {
			"bluesky", blueskyAnswers, nil,
			[]string{
				"2021-05-05T12:00:01 account=did:plc:a17 handle=a17.example.org act=original id=at://did:plc:a17/app.bsky.feed.post/k1 platform=bluesky text=uno #x",
				"2021-05-05T13:00:00 account=did:plc:a18 handle=a18.example.org act=repost id=at://did:plc:a18/app.bsky.feed.repost/k7 platform=bluesky of=at://did:plc:a17/app.bsky.feed.post/k1 text=uno",
				"2021-05-05T12:00:02 account=did:plc:a17 act=original id=at://did:plc:a17/app.bsky.feed.post/k2 platform=bluesky text=dos",
				"2021-05-05T12:00:03 account=did:plc:a18 act=reply id=at://did:plc:a18/app.bsky.feed.post/k3 platform=bluesky to=at://did:plc:a17/app.bsky.feed.post/k2 text=tres",
			},
			[]string{"reject 5  not-a-post"},
		},
		"mastodon: statuses": {
			"mastodon", mastodonList, nil,
			[]string{
				"2021-05-05T12:00:00 account=17 handle=a17@social.example act=original id=101 platform=mastodon language=es client=Cliente links=https://example.org/nota,https://example.org/tarjeta tags=hoy mentions=b2 media=https://cdn.example/5.png text=Lea https://example.org/nota\nya & bien\n\n#Hoy @b2",
				"2021-05-05T12:00:01 account=18 handle=a18 act=repost id=102 platform=mastodon of=101 tags=hoy text=Lea",
				"2021-05-05T12:00:02 account=18 handle=a18 act=reply id=103 platform=mastodon to=101 text=aviso\n\na\nb",
				"2021-05-05T12:00:03 account=19 handle=a19 act=quote id=104 platform=truthsocial of=101 text=cita",
			},
			[]string{"reject 5  not-a-post", "reject 6 created_at field-missing", "reject 7 created_at no-zone"},
		},
		"mastodon: captured": {
			"mastodon", mastodonCaptured, nil,
			[]string{
				"2021-05-05T12:00:00 account=19 handle=a19 act=original id=201 platform=truthsocial text=hola",
				"2021-05-05T12:00:01 account=19 handle=a19 act=original id=202 platform=truthsocial text=adiós",
			},
			nil,
		},
		"youtube: threads": {
			"youtube", youtubeThreads, nil,
			[]string{
				"2021-05-05T12:00:00 account=UC17 handle=a17 act=reply id=T1 platform=youtube to=V1 links=https://example.org/a tags=hoy text=Mira \"esto\"\nhttps://example.org/a #hoy",
				"2021-05-05T12:01:00 account=UC2 handle=B 2 act=reply id=T1.r1 platform=youtube to=T1 links=https://example.org/b mentions=a17 text=@a17 sí & no\naquí",
				"2021-05-05T12:02:00 account=a18 handle=a18 act=reply id=T3 platform=youtube to=T1 text=suelto",
			},
			[]string{"reject 3 snippet.authorChannelId field-missing", "reject 4  not-a-post"},
		},
		"youtube: comments": {
			"youtube", youtubeComments, time.UTC,
			[]string{
				"2021-05-05T12:00:00 account=UC17 handle=A 17 act=original id=U1 platform=youtube links=https://example.org/a tags=hoy text=Mira \"esto\", ya https://example.org/a #hoy",
				"2021-05-05T12:01:00 account=UC2 handle=b2 act=reply id=U1.r platform=youtube to=U1 text=sí, \"no\"",
			},
			nil,
		},
		"youtube: videos": {
			"youtube", youtubeVideos, nil,
			[]string{
				"2021-05-05T12:00:00 account=UC17 handle=Canal act=original id=V1 platform=youtube links=https://example.org/a text=Título\nLea https://example.org/a",
			},
			[]string{"reject 2 publishedAt field-empty"},
		},
		"vk: wall": {
			"vk", vkWall, nil,
			[]string{
				"2021-05-05T12:00:00 account=-17 handle=g17 act=original id=-17_5 platform=vk client=android links=https://example.org/a,https://example.org/c tags=hoy mentions=id33 media=photo-17_7 text=Lea #hoy@grupo [id33|un nombre] https://example.org/c",
				"2021-05-05T12:00:01 account=18 handle=a18 act=repost id=18_6 platform=vk of=-17_5 links=https://example.org/a tags=hoy text=Lea #hoy",
				"2021-05-05T12:00:02 account=18 handle=a18 act=quote id=18_7 platform=vk of=-17_5 text=miren",
			},
			[]string{"reject 4 date field-missing"},
		},
		"vk: lines and comments": {
			"vk", vkLines, nil,
			[]string{
				"2021-05-05T12:00:03 account=18 handle=a18 act=reply id=-17_9 platform=vk to=-17_8 text=sí",
				"2021-05-05T12:00:04 account=19 act=reply id=-17_11 platform=vk to=-17_5 text=no",
				"2021-05-05T12:00:05 account=-17 act=original id=-17_13 platform=vk text=de un muro",
			},
			[]string{"reject 4  not-a-post", "warn 0 thread nested-replies"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := best([]byte(tt.in)); got != tt.format {
				t.Errorf("is taken for %q", got)
			}
			k := readString(t, tt.format, tt.in, source.Options{Zone: tt.zone})
			if d := cmp.Diff(tt.posts, lines(k)); d != "" {
				t.Errorf("posts -want +got\n%s", d)
			}
			if d := cmp.Diff(tt.problems, problems(k)); d != "" {
				t.Errorf("problems -want +got\n%s", d)
			}
		})
	}
}

// TestPlatformsSince holds which formats say when an account was made.
func TestPlatformsSince(t *testing.T) {
	for name, tt := range map[string]struct {
		in   string
		want time.Time // of the first post
	}{
		"crowdtangle": {crowdTanglePages, time.Date(2010, 3, 25, 8, 0, 57, 0, time.UTC)},
		"bluesky":     {blueskyAnswers, time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)},
		"mastodon":    {mastodonList, time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		k := readString(t, name, tt.in, source.Options{})
		if got := time.UnixMicro(k.posts[0].Since).UTC(); !got.Equal(tt.want) {
			t.Errorf("%s: %v", name, got)
		}
		if since := k.posts[2].Since; since != 0 {
			t.Errorf("%s: an account of no date was made at %v", name, time.UnixMicro(since))
		}
	}
}

// TestClientClock holds what the reader of Bluesky says of dates that authors
// set: how many, and how far off the farthest.
func TestClientClock(t *testing.T) {
	event := func(at string) string {
		return `{"did":"did:plc:a17","time_us":1620216000000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"createdAt":"` + at + `","text":"x"}}}` + "\n"
	}
	for name, tt := range map[string]struct {
		in   string
		want string
	}{
		"five minutes are no warning": {event("2021-05-05T11:55:00Z") + event("2021-05-05T12:05:00+00:00"), ""},
		"late, early and long ago": {
			event("2021-05-05T11:54:59Z") + event("2021-05-05T12:05:01Z") + event("2021-05-05T12:00:00Z") + event("2021-05-03T12:00:00Z"),
			"3 posts carry a date of the author's own that lies more than 5 min from the server's time, by 2 d at most; the server's time is used",
		},
	} {
		k := readString(t, "bluesky", tt.in, source.Options{})
		got := ""
		for _, i := range k.issues {
			got = lang.Printer{Catalogue: source.Problems}.Print(i.Problem)
		}
		if got != tt.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestPlatformsStop holds that what a sink returns ends the reading, and that
// a stream which breaks or a context that ends is told.
func TestPlatformsStop(t *testing.T) {
	broken := errors.New("broken")
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, tt := range []struct{ format, in string }{
		{"crowdtangle", crowdTanglePages},
		{"crowdtangle-api", crowdTangleAPI},
		{"meta-library", metaLibrary},
		{"telegram", telegramChat},
		{"telegram", telegramAccount},
		{"telethon", telethonLines},
		{"bluesky", jetstream},
		{"bluesky", blueskyAnswers},
		{"mastodon", mastodonList},
		{"youtube", youtubeThreads},
		{"youtube", strings.Repeat(youtubeComments, 2)},
		{"vk", vkWall},
		{"vk", vkLines},
	} {
		f := format(t, tt.format)
		for left := range 4 {
			err := f.Read(context.Background(), source.NewStream(strings.NewReader(tt.in)), source.Options{}, &stopper{left})
			if !errors.Is(err, errStop) {
				t.Errorf("%s: after %d calls: %v", tt.format, left, err)
			}
		}
		cut := io.MultiReader(strings.NewReader(tt.in), iotest.ErrReader(broken))
		if err := f.Read(context.Background(), source.NewStream(cut), source.Options{}, &kept{}); !errors.Is(err, broken) {
			t.Errorf("%s: broken stream: %v", tt.format, err)
		}
		if tt.in[0] != '{' && tt.in[0] != '[' {
			continue // tables look at the context from time to time only
		}
		if err := f.Read(cancelled, source.NewStream(strings.NewReader(tt.in)), source.Options{}, &kept{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled: %v", tt.format, err)
		}
	}
}

// TestTelegramCut holds that of an export that breaks off nothing is lost but
// the message it breaks off in.
func TestTelegramCut(t *testing.T) {
	whole := len(readString(t, "telegram", telegramChat, source.Options{}).posts)
	at := strings.Index(telegramChat, `"id": 4`)
	k := readString(t, "telegram", telegramChat[:at+20], source.Options{})
	if len(k.posts) != whole-1 {
		t.Errorf("%d posts", len(k.posts))
	}
	got := problems(k)
	if d := cmp.Diff([]string{"reject 4  json-cut", "warn 0  list-open"}, got[len(got)-2:]); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestTelegramShapes holds that the messages of an export are found however
// it is written, and each at its place.
func TestTelegramShapes(t *testing.T) {
	message := `{"id": 7, "type": "message", "date_unixtime": "1620208860", "from_id": "user18", "text": "a [b] {c} \"messages\": [\\"}`
	for name, in := range map[string]string{
		"one line":               `{"name":"A","type":"x","id":18,"messages":[` + message + `]}`,
		"two exports":            `{"id":18,"messages":[` + message + `]}` + "\n" + `{"id":18,"messages":[]}`,
		"byte order mark":        "\xef\xbb\xbf" + `{"name":"{[\"","id":18,"messages":[` + message + `]}`,
		"a name with everything": `{"name":"\\\"messages\":[{","a":{"messages":[1],"b":[[[[{"id":3}]]]]},"id":18,"messages":[` + message + `],"z":[{"messages":[4]}]}`,
		"after another chat":     `{"chats":{"list":[{"id":3,"messages":[]},{"id":18,"messages":[` + message + `]},{"messages":[]}]}}`,
	} {
		k := readString(t, "telegram", in, source.Options{})
		if len(k.posts) != 1 || len(k.issues) != 0 {
			t.Errorf("%s: %d posts, %v", name, len(k.posts), problems(k))
			continue
		}
		p := k.posts[0]
		if p.ID != "18/7" || string(p.Raw) != message || in[p.Offset:p.Offset+p.Length] != message {
			t.Errorf("%s: %s at %d: %s", name, p.ID, p.Offset, p.Raw)
		}
	}
}

// TestNestedReplies holds that VK's replies inside comments are counted where
// they are not given by themselves too.
func TestNestedReplies(t *testing.T) {
	k := readString(t, "vk", vkLines, source.Options{})
	last := k.issues[len(k.issues)-1]
	if got := last.Problem.Args["n"]; last.Problem.Key != "nested-replies" || got != 1 {
		t.Errorf("%s %v", last.Problem.Key, got)
	}
}
