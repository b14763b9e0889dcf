#!/bin/bash
# 全省材料在 Slurm 上分片排：一片一个数组任务。说明见 docs/province.md。
#
#   annex plan 全省/ --shards 20 -o plan.json
#   sbatch --array=0-19 Examples/Province/slurm-array.sh plan.json shards
#   annex merge shards/shard-* -o out
#
# 数组从 0 起，与计划的片数一致。后面还可以写 annex render 的其他选项，各片要一样。
#SBATCH --job-name=annex
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=annex-%A_%a.log
#SBATCH --cpus-per-task=1

plan=$1 shards=$2
shift 2

# 收到 SIGTERM（抢占、重新排队）时转给程序：手上的一份排完就停，退出码是 143。
annex render --plan "$plan" -o "$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" --progress plain "$@" &
program=$!
trap 'kill -TERM "$program" 2>/dev/null' TERM
wait "$program"
code=$?
# 等待被信号打断时，程序还在收尾。
while kill -0 "$program" 2>/dev/null; do
  wait "$program"
  code=$?
done

case $code in
  # 完成；或输入有错、用法不对，重试没有用。
  0 | 1 | 2) exit "$code" ;;
esac
# 系统原因（3）、被信号停下或结束（128 以上）：重新排队，至多几次；已经排好的不会重排。
if [ "${SLURM_RESTART_COUNT:-0}" -lt "${ANNEX_RETRIES:-5}" ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit "$code"
