import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface OperatorAlarmProps {
  readonly topic: ITopic;
  readonly alarmDescription: string;
  readonly metric: IMetric;
  /** The alarm acts at this value and above. */
  readonly threshold: number;
  /** For how many periods in a row; by default one. */
  readonly periods?: number;
}

/** An alarm that notifies the operator. Missing data is no problem: without songs there is none. */
export function operatorAlarm(
  scope: Construct,
  id: string,
  { topic, alarmDescription, metric, threshold, periods = 1 }: OperatorAlarmProps,
): void {
  new Alarm(scope, id, {
    alarmDescription,
    metric,
    threshold,
    evaluationPeriods: periods,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  }).addAlarmAction(new SnsAction(topic));
}
