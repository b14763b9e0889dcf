"""A Slurm of one machine with a configuration of its own: munged, slurmctld and one slurmd, in a folder that they alone use."""
import os
import pathlib
import pwd
import secrets
import socket
import subprocess
import time

CONFIGURATION = """\
ClusterName=check
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
SlurmctldPort={controller}
SlurmdPort={daemon}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/builtin
SchedulerParameters=requeue_delay=0,batch_sched_delay=1,sched_interval=2
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobRequeue=1
KillWait=5
MinJobAge=600
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Slurm:
    """Runs while it is used as a context."""

    # Slurm lets what is put back into the queue wait for two minutes; so many seconds are enough for the daemon to have done with
    # the run before, whose credential it refuses until then.
    PAUSE = 5

    def __init__(self, folder, programs):
        self.folder, self.programs = folder, programs
        self.processes = []
        self.waiting = {}

    def __enter__(self):
        for name in ["state", "spool", "jobs"]:
            (self.folder / name).mkdir(parents=True)
        self.folder.chmod(0o755)
        (self.folder / "munge.key").write_bytes(secrets.token_bytes(128))
        (self.folder / "munge.key").chmod(0o400)
        values = {"host": socket.gethostname().split(".")[0], "user": pwd.getpwuid(os.getuid()).pw_name, "folder": self.folder,
                  "controller": free_port(), "daemon": free_port(), "cores": os.cpu_count()}
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(**values))
        self.start("munged", "--foreground", "--force", f"--key-file={self.folder}/munge.key", f"--socket={self.folder}/munge.socket",
                   f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/munged.log", f"--seed-file={self.folder}/munge.seed")
        self.await_(lambda: (self.folder / "munge.socket").exists(), "munged")
        self.start("slurmctld", "-D", "-f", self.folder / "slurm.conf")
        self.start("slurmd", "-D", "-f", self.folder / "slurm.conf")
        self.await_(lambda: "idle" in self.run("sinfo", "-h", "-o", "%T", check=False), "slurmd")
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    def start(self, name, *arguments):
        log = open(self.folder / f"{name}.out", "w")
        paths = os.environ["PATH"] + ":/usr/sbin:/sbin"
        self.processes.append(
            subprocess.Popen([name, *map(str, arguments)], stdout=log, stderr=log, env={**self.environment, "PATH": paths}))

    @property
    def environment(self):
        return {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf"), "PATH": f"{self.programs}:{os.environ['PATH']}"}

    def await_(self, is_there, name):
        for _ in range(300):
            if is_there():
                return
            if any(process.poll() is not None for process in self.processes):
                break
            time.sleep(0.2)
        logs = "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.out")) + sorted(self.folder.glob("*.log")))
        self.__exit__()
        raise SystemExit(f"{name} does not start:\n{logs[-4000:]}")

    def run(self, *words, check=True, **environment):
        outcome = subprocess.run(list(map(str, words)), env={**self.environment, **environment}, capture_output=True, text=True)
        if check and outcome.returncode:
            raise SystemExit(f"{words}: {outcome.stderr}")
        return outcome.stdout

    def submit(self, script, array, arguments, environment):
        output = self.folder / "jobs/%a.log"
        text = self.run("sbatch", "--parsable", f"--array={array}", f"--output={output}", "--export=ALL", script, *arguments, **environment)
        return int(text.split(";")[0])

    def is_done(self, job):
        """Whether no task of the array waits or runs any more; a task that is given up ends the check."""
        states = self.run("squeue", "-h", "-r", "-j", job, "-t", "all", "-o", "%K %T %r", check=False).splitlines()
        held = [line for line in states if "HELD" in line.upper()]
        if held:
            raise SystemExit(f"Slurm gave tasks up: {held}")
        waiting = {line.split()[0] for line in states if line.split()[1:3] == ["PENDING", "BeginTime"]}
        self.waiting = {task: self.waiting.get(task, time.monotonic()) for task in waiting}
        for task in [task for task, since in self.waiting.items() if time.monotonic() - since > self.PAUSE]:
            self.run("scontrol", "update", f"JobId={job}_{task}", "StartTime=now", check=False)
        unfinished = [line for line in states if line.split()[1] not in ("COMPLETED", "FAILED", "CANCELLED", "NODE_FAIL", "TIMEOUT")]
        failed = [line for line in states if line.split()[1] in ("FAILED", "CANCELLED", "NODE_FAIL", "TIMEOUT")]
        if failed and not unfinished:
            raise SystemExit(f"tasks failed: {failed}")
        return bool(states) and not unfinished
