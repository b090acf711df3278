// Package null says how often two accounts would share the same objects
// together by chance, under two nulls: Who keeps how much each account
// shared, When keeps what each account shared.
package null
