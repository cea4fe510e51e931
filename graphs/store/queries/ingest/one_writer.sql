-- Batches are small work: a second thread costs more than it saves, and so does packing half-filled pages again and
-- again (a crash replays the log instead). Of two ways of packing text, only the one that wins is tried.
set threads = 1;
set checkpoint_threshold = '64MB';
