DELETE FROM spans
WHERE number <= (SELECT max(number) FROM spans) - ?
