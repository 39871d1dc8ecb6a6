import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";

type ConfirmProductionProps = {
  method: string;
  target: string;
  onSend: () => void;
  onClose: () => void;
};

/** Asked before a write is sent to production. */
export function ConfirmProduction({ method, target, onSend, onClose }: ConfirmProductionProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent>
        <div className="flex flex-col gap-2">
          <DialogTitle>Send this to production</DialogTitle>
          <DialogDescription>
            It changes real records, and may move real money, as a request of your service would.
          </DialogDescription>
          <code className="break-all font-mono text-[0.8125rem]">
            {method} {target}
          </code>
        </div>
        <DialogButtons>
          <Button variant="outline" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="destructive" onClick={onSend}>
            Send {method} to production
          </Button>
        </DialogButtons>
      </DialogContent>
    </Dialog>
  );
}
