backfile.shard("manifest",{"format":1,"documents":9,"shards":1,"chunk":8,"tokens":{"text":448,"title":108,"author":32,"section":19}});
