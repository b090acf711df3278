package post_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/source"
)

// telegramMessage is a message as Telegram Desktop writes it, numbered.
const telegramMessage = `  {
   "id": %d,
   "type": "message",
   "date": "2021-05-05T12:01:00",
   "date_unixtime": "1620208860",
   "from": "Canal",
   "from_id": "channel1017",
   "text": [
    "Un texto que sigue y sigue y dice algo más largo que nada, con ",
    {
     "type": "link",
     "text": "https://example.org/una/nota"
    },
    " y más texto después"
   ],
   "text_entities": [
    {
     "type": "plain",
     "text": "Un texto que sigue y sigue y dice algo más largo que nada, con "
    },
    {
     "type": "link",
     "text": "https://example.org/una/nota"
    },
    {
     "type": "plain",
     "text": " y más texto después"
    }
   ]
  }`

const telegramOpening = "{\n \"name\": \"Canal\",\n \"type\": \"public_channel\",\n \"id\": 1017,\n \"messages\": [\n"

func BenchmarkTelegram(b *testing.B) {
	var in bytes.Buffer
	in.WriteString(telegramOpening)
	for i := range benchRows {
		if i > 0 {
			in.WriteString(",\n")
		}
		fmt.Fprintf(&in, telegramMessage, i)
	}
	in.WriteString("\n ]\n}\n")
	bench(b, "telegram", in.Bytes(), benchRows, source.Options{})
}

func BenchmarkJetstream(b *testing.B) {
	event := strings.SplitAfter(jetstream, "\n")[0]
	bench(b, "bluesky", []byte(strings.Repeat(event, benchRows)), benchRows, source.Options{})
}

// repeater gives a piece of text many times, without holding them.
type repeater struct {
	piece string
	left  int
	at    int
}

func (r *repeater) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.piece[r.at:])
	if r.at += n; r.at == len(r.piece) {
		r.at = 0
		r.left--
	}
	return n, nil
}

// TestTelegramStreams holds that an export larger than any JSON value may be
// is read, in memory that does not grow with it.
func TestTelegramStreams(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 100 MB")
	}
	message := fmt.Sprintf(telegramMessage, 1) + ",\n"
	messages := source.MaxValue/len(message)*3/2 + 1
	in := io.MultiReader(strings.NewReader(telegramOpening), &repeater{piece: message, left: messages}, strings.NewReader("7]}"))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	most := uint64(0)
	k := &kept{counting: true}
	k.check = func(*post.Post) {
		if k.n%20000 == 0 {
			runtime.ReadMemStats(&after)
			most = max(most, after.HeapAlloc)
		}
	}
	read(t, "telegram", in, source.Options{}, k)
	if k.n != messages || k.rejects["not-a-post"] != 1 {
		t.Errorf("%d of %d messages, %v", k.n, messages, k.rejects)
	}
	if grown := int64(most) - int64(before.HeapAlloc); grown > 16<<20 {
		t.Errorf("%d MB were held", grown>>20)
	}
}
