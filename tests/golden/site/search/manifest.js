backfile.shard("manifest",{"format":1,"documents":8,"shards":1,"chunk":8,"tokens":{"text":442,"title":103,"author":32,"section":16}});
