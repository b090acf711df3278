package weblog

import "strings"

var assetTypes = map[string]bool{
	"css": true, "js": true, "mjs": true, "png": true, "jpg": true, "jpeg": true,
	"gif": true, "svg": true, "ico": true, "webp": true, "avif": true, "bmp": true,
	"woff": true, "woff2": true, "ttf": true, "otf": true, "eot": true, "map": true,
	"mp4": true, "webm": true, "mp3": true, "swf": true,
}

// IsAsset is true of what a browser loads by itself to show a page.
func IsAsset(path string) bool {
	from := max(len(path)-6, 0)
	i := strings.LastIndexByte(path[from:], '.')
	if i < 0 {
		return false
	}
	ext := path[from+i+1:]
	if assetTypes[ext] {
		return true
	}
	return strings.ToLower(ext) != ext && assetTypes[strings.ToLower(ext)]
}
