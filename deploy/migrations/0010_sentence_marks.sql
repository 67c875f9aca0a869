-- Marks of a version's sentences, so that a text can be held against what other strategies already say.
alter table app.strategy_versions add column sentence_marks bigint[];
