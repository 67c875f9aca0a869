SELECT app.note_key_use($1, $2)
