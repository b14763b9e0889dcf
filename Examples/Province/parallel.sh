#!/bin/bash
# 全省材料用 GNU parallel 分片排，一台或几台机器。说明见 docs/province.md。
#
#   annex plan 全省/ --shards 20 -o plan.json
#   Examples/Province/parallel.sh plan.json shards 20
#   annex merge shards/shard-* -o out
#
# 第一个参数是计划，第二个是放各片的文件夹，第三个是片数；后面可以写 annex render 的其他选项，各片要一样。
# 几台机器的，设 PARALLEL='--sshloginfile nodes --env render'；计划、材料和各片要在共享的文件夹里。
set -u
plan=$1 shards=$2 count=$3
shift 3

# 3（系统原因）和被信号停下或结束的（128 以上）重试，至多 5 次；0、1、2 是最后的结果，不再试，记在 shards/codes 里。
mkdir -p "$shards/codes"
render() {
  annex render --plan "$1" --shard "$3" -o "$2" --jobs 1 --progress plain "${@:4}"
  code=$?
  echo "$code" > "$2/codes/$3"
  case $code in 0 | 1 | 2) return 0 ;; *) return "$code" ;; esac
}
export -f render
PARALLEL="--retries 5 ${PARALLEL:-}" parallel render "$plan" "$shards" {} "$@" ::: $(seq 0 $((count - 1)))

# 以各片中最大的退出码结束。
exit "$(sort -n "$shards"/codes/* | tail -1)"
